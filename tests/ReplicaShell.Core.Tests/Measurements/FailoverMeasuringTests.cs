using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Errors;
using ReplicaShell.Measurements;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Measurements;

public sealed class FailoverMeasuringTests
{
    /// <summary>Some hundred writes a second make more WAL than that.</summary>
    private static readonly Distance Narrow = new(TimeSpan.FromMilliseconds(5), BytesPerSecond: 5_000);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Failovers_of_each_mode_and_distance_are_measured_under_load_and_leave_nothing()
    {
        await TestPostgres.RequireAnyAsync();
        var catalogue = new PairCatalogue();
        var name = PairSteps.NewName();
        var options = new FailoverMeasurementOptions
        {
            Pair = new PairOptions { Name = name },
            Runs = 1,
            Modes = [ReplicationMode.Async, ReplicationMode.Sync],
            WriteTimeout = TimeSpan.FromSeconds(20),
            Distances = [Distance.None, Narrow],
            Clients = 2,
            Seed = 5,
        };

        var result = await FailoverMeasuring.RunAsync(catalogue, options, null, Token);

        Assert.Equal(4, result.Runs.Count);
        Assert.Equal(
            [
                (ReplicationMode.Async, Distance.None),
                (ReplicationMode.Async, Narrow),
                (ReplicationMode.Sync, Distance.None),
                (ReplicationMode.Sync, Narrow),
            ],
            result.Groups.Select(group => (group.Mode, group.Distance))
        );
        Assert.All(result.Runs, run => Assert.True(run.Verdict.Acknowledged > 0));
        // What a follower has confirmed is not lost with the leader.
        Assert.All(
            result.Runs.Where(run => run.Mode == ReplicationMode.Sync),
            run => Assert.True(run.Verdict.Lost == 0, run.Verdict.Explanation)
        );
        // What did not get through a narrow line is gone with the leader.
        Assert.True(result.Runs[1].Verdict.Lost > 0, result.Runs[1].Verdict.Explanation);
        Assert.All(
            result.Groups,
            group =>
            {
                var run = result.Runs.Single(run => (run.Mode, run.Distance) == (group.Mode, group.Distance));
                Assert.Equal([run.Failover.Total.TotalMilliseconds], group.Total.Values);
                Assert.Equal([run.Verdict.Lost], group.Lost.Values);
            }
        );
        Assert.Equal(5, result.Seed);
        Assert.DoesNotContain(name, await catalogue.NamesAsync(Token));
    }

    [Fact]
    public async Task Cancelled_it_leaves_no_pair()
    {
        await TestPostgres.RequireAnyAsync();
        var catalogue = new PairCatalogue();
        var name = PairSteps.NewName();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var progress = new InlineReports(report =>
        {
            if (report.Step.StartsWith("Failover 2", StringComparison.Ordinal))
            {
                cancel.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            FailoverMeasuring.RunAsync(
                catalogue,
                new FailoverMeasurementOptions
                {
                    Pair = new PairOptions { Name = name },
                    Runs = 2,
                },
                progress,
                cancel.Token
            )
        );

        Assert.DoesNotContain(name, await catalogue.NamesAsync(Token));
    }

    [Fact]
    public async Task What_cannot_be_measured_is_refused_before_a_pair_is_made()
    {
        var options = new FailoverMeasurementOptions();
        FailoverMeasurementOptions[] impossible =
        [
            options with
            {
                Runs = 0,
            },
            options with
            {
                Runs = FailoverMeasurementOptions.MostFailovers + 1,
            },
            options with
            {
                Modes = [],
            },
            options with
            {
                Modes = [ReplicationMode.Sync, ReplicationMode.Sync],
            },
            options with
            {
                Distances = [],
            },
            options with
            {
                Pair = options.Pair with { FollowerCount = 0 },
            },
        ];
        foreach (var one in impossible)
        {
            var error = await Assert.ThrowsAsync<ReplicaException>(() =>
                FailoverMeasuring.RunAsync(new PairCatalogue(), one, null, Token)
            );

            Assert.Equal("InvalidMeasurement", error.ErrorId);
        }
    }
}

using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Drills;
using ReplicaShell.Engines;
using ReplicaShell.Faults;
using ReplicaShell.History;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Drills;

/// <summary>The measure of truth: what was acknowledged and is gone, by key, and nothing else.</summary>
public sealed class DataLossDrillTests(PairLease lease) : IClassFixture<PairLease>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 8)]
    public async Task In_Async_exactly_the_writes_of_the_isolated_leader_are_lost(bool silent, int clients)
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var first = await pair.NewKeyAsync();
        var options = new DataLossOptions
        {
            Before = 10,
            Count = 30,
            After = 5,
            Clients = clients,
            Silent = silent,
        };
        var result = await RunAsync(pair, options);

        var verdict = result.Verdict;
        Assert.Equal(Enumerable.Range(first + 10, 30), verdict.LostKeys);
        Assert.Equal((45, 45, 30), (verdict.Attempted, verdict.Acknowledged, verdict.Lost));
        Assert.Equal((0, 0, 0), (verdict.Unknown, verdict.Failed, verdict.Recovered));
        Assert.Contains("30", verdict.Explanation, StringComparison.Ordinal);
        Assert.Equal(("node1", "node2", ReplicationMode.Async), (result.OldLeader, result.NewLeader, result.Mode));
        Assert.Equal("node2", pair.Definition.Leader);

        // The survivor itself is asked: rows before and after the cut are there, those in between are not.
        var kept = Enumerable.Range(first, 10).Concat(Enumerable.Range(first + 40, 5)).ToArray();
        Assert.Equal(kept, await KeysAsync(pair, pair.Leader, first));
        Assert.Equal(kept, result.PresentKeys.Where(key => key >= first).Order());
        Assert.True(result.CutAt < result.CrashedAt && result.CrashedAt < result.RecoveredAt);
        Assert.Equal(45, result.History.Count);
        Assert.All(result.History, operation => Assert.Equal(Outcome.Ok, operation.Outcome));
    }

    [Fact]
    public async Task Promoting_a_laggard_by_force_loses_what_a_synchronous_follower_had_and_says_so_by_key()
    {
        await using var pair = await lease.GetAsync(
            new PairOptions { FollowerCount = 2, Mode = ReplicationMode.SemiSync }
        );
        var first = await pair.NewKeyAsync();
        var result = await DataLossDrill.RunAsync(
            pair,
            new DataLossOptions { Count = 6, Candidate = "node2" },
            progress: null,
            Token
        );
        Assert.Equal("node2", result.NewLeader);
        Assert.Equal(Enumerable.Range(first, 6), result.Verdict.LostKeys);
        Assert.True(result.Failover.DiscardedBytes > 0);
        Assert.Contains(
            $"node2 lacks {result.Failover.DiscardedBytes} bytes of WAL that node3 has",
            result.Failover.Warning,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_was_lost_is_still_on_the_old_leaders_disk()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var old = pair.Leader;
        var result = await RunAsync(pair, new DataLossOptions { Count = 4 });

        // Fenced, it starts as a standby that finds no upstream: what it has can be read.
        await pair.Engine.StartAsync(pair.Definition, pair.Node(old.Name), Token);
        Assert.Equal(result.Verdict.LostKeys, await KeysAsync(pair, old, result.Verdict.LostKeys[0]));
    }

    [Fact]
    public async Task In_Sync_nothing_is_acknowledged_and_nothing_lost_though_the_old_leader_has_the_rows()
    {
        await using var pair = await lease.GetAsync(new PairOptions { Mode = ReplicationMode.Sync });
        var old = pair.Leader;
        var first = await pair.NewKeyAsync();
        var result = await RunAsync(
            pair,
            new DataLossOptions
            {
                Before = 3,
                Count = 12,
                After = 2,
            }
        );

        var verdict = result.Verdict;
        Assert.Equal((17, 5, 12), (verdict.Attempted, verdict.Acknowledged, verdict.Unknown));
        Assert.Equal((0, 0), (verdict.Lost, verdict.Failed));
        Assert.Empty(verdict.LostKeys);
        int[] kept = [.. Enumerable.Range(first, 3), first + 15, first + 16];
        Assert.Equal(kept, await KeysAsync(pair, pair.Leader, first));
        Assert.All(
            result.History,
            operation => Assert.Equal(kept.Contains(operation.Key) ? Outcome.Ok : Outcome.Unknown, operation.Outcome)
        );

        await pair.Engine.StartAsync(pair.Definition, pair.Node(old.Name), Token);
        Assert.Equal(Enumerable.Range(first, 15), await KeysAsync(pair, old, first));
    }

    [Fact]
    public async Task With_two_followers_the_other_one_follows_the_survivor()
    {
        await using var pair = await lease.GetAsync(new PairOptions { FollowerCount = 2 });
        var result = await RunAsync(pair, new DataLossOptions { Count = 6, After = 3 });
        Assert.Equal(6, result.Verdict.Lost);
        Assert.Single(pair.Followers);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_second_drill_needs_a_follower_again()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await RunAsync(pair, new DataLossOptions { Count = 1 });
        await PairSteps.FailsAsync("FollowerNotStreaming", () => RunAsync(pair, new DataLossOptions()));
        await NodeLifecycle.AddFollowerAsync(pair, progress: null, Token);
        Assert.Equal(2, (await RunAsync(pair, new DataLossOptions { Count = 2 })).Verdict.Lost);
    }

    [Fact]
    public async Task A_drill_does_not_begin_while_a_follower_does_not_stream()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var rows = await CountAsync(pair);
        await using (
            await NetworkFault.InjectAsync(pair, pair.Node("node2"), now => now with { Cut = NetworkCut.Reset }, Token)
        )
        {
            await PairSteps.FailsAsync("FollowerNotStreaming", () => RunAsync(pair, new DataLossOptions()));
        }

        Assert.Equal(rows, await CountAsync(pair));
        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
    }

    [Fact]
    public async Task A_drill_that_is_stopped_leaves_no_cut()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var reports = new InlineReports(_ => stop.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            DataLossDrill.RunAsync(pair, new DataLossOptions { Count = 1000 }, reports, stop.Token)
        );
        Assert.Equal(NodeNetwork.Healthy, (await pair.Engine.NetworksAsync(pair.Definition, Token))!["node1"]);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_pair_without_the_table_is_told_so()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await pair.ExecuteAsync(pair.Leader, "alter table inventory rename to elsewhere");
        await PairSteps.FailsAsync("TableNotFound", () => RunAsync(pair, new DataLossOptions()));
        await pair.ExecuteAsync(pair.Leader, "alter table elsewhere rename to inventory");
        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
    }

    public static TheoryData<DataLossOptions> Impossible =>
        [
            new DataLossOptions { Count = 0 },
            new DataLossOptions { Count = -1 },
            new DataLossOptions { Count = DataLossOptions.MostWrites + 1 },
            new DataLossOptions { Before = -1 },
            new DataLossOptions { After = -1 },
            new DataLossOptions { Before = int.MaxValue },
            new DataLossOptions { Clients = 0 },
            new DataLossOptions { Clients = 65 },
            new DataLossOptions { WriteTimeout = TimeSpan.Zero },
            new DataLossOptions { WriteTimeout = TimeSpan.FromHours(2) },
        ];

    [Theory]
    [MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public async Task What_cannot_be_drilled_is_refused(DataLossOptions options)
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await PairSteps.FailsAsync("InvalidDrill", () => RunAsync(pair, options));
    }

    private static Task<DataLossResult> RunAsync(Pair pair, DataLossOptions options) =>
        DataLossDrill.RunAsync(pair, options, progress: null, Token);

    private static Task<long> CountAsync(Pair pair) =>
        pair.ScalarAsync<long>(pair.Leader, "select count(*) from inventory");

    private static Task<int[]> KeysAsync(Pair pair, NodeDefinition node, int from) =>
        pair.ScalarAsync<int[]>(
            node,
            $"select coalesce(array_agg(productId order by productId), array[]::int[]) from inventory where productId >= {from}"
        );
}

using ReplicaShell.Checkers;
using ReplicaShell.Failover;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;
using ReplicaShell.Workloads;

namespace ReplicaShell.Measurements;

/// <summary>One failover under load, on a pair of its own.</summary>
internal sealed class FailoverTrial(PairCatalogue catalogue, FailoverMeasurementOptions options)
{
    /// <summary>The crash comes at random within this time after the first acknowledged writes, so that it meets them anywhere.</summary>
    private static readonly (TimeSpan Least, TimeSpan Most) BeforeCrash = (
        TimeSpan.FromMilliseconds(200),
        TimeSpan.FromMilliseconds(1000)
    );

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Makes the pair, fails it over, removes it.</summary>
    /// <returns>What was measured, and the server's version.</returns>
    public async Task<(FailoverRun Run, string PostgresVersion)> RunAsync(
        ReplicationMode mode,
        Distance distance,
        int round,
        Random random,
        CancellationToken cancellationToken
    )
    {
        var name = options.Pair.Name;
        // Its maker removes what it could not complete; what it completed is ours.
        await using var pair = await catalogue.CreateAsync(options.Pair with { Mode = mode }, null, cancellationToken);
        try
        {
            foreach (var follower in pair.Followers.ToList())
            {
                if (distance != Distance.None)
                {
                    await NetworkFault.InjectAsync(
                        pair,
                        follower,
                        network => network with { Delay = distance.Delay, BytesPerSecond = distance.BytesPerSecond },
                        cancellationToken
                    );
                }
            }

            await Streaming.AwaitAsync(pair, pair.Followers, cancellationToken);
            var run = await FailOverAsync(pair, mode, distance, round, random, cancellationToken);
            return (run, pair.Definition.PostgresVersion);
        }
        finally
        {
            await catalogue.RemoveAsync(name, CancellationToken.None);
        }
    }

    private async Task<FailoverRun> FailOverAsync(
        Pair pair,
        ReplicationMode mode,
        Distance distance,
        int round,
        Random random,
        CancellationToken cancellationToken
    )
    {
        var clients = await catalogue.OpenAsync(pair.Name, cancellationToken);
        await using var load = RunningLoad.Start(clients, options, cancellationToken);
        if (!await load.AwaitMoreAsync(0, Patience, cancellationToken))
        {
            // Its own error says more, when it has one.
            await load.FinishAsync();
            throw MeasurementErrors.NothingAcknowledged(pair.Name, mode.ToString());
        }

        var (least, most) = BeforeCrash;
        await Task.Delay(least + ((most - least) * random.NextDouble()), cancellationToken);
        var crash = await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, cancellationToken);
        var failover = await FailoverCoordinator.RunAsync(
            pair,
            new FailoverOptions { DetectionTimeout = options.DetectionTimeout },
            null,
            cancellationToken
        );

        // The clients come back, so that the history tells of the new leader too.
        await load.AwaitReturnAsync(Patience, cancellationToken);
        var history = (await load.FinishAsync()).History;
        await using var survivor = await pair.ConnectAsync(pair.Leader, cancellationToken);
        var table = await WorkloadTable.FindAsync(survivor, "inventory", cancellationToken);
        var present = await table.ReadKeysAsync(survivor, cancellationToken);
        return new FailoverRun
        {
            Round = round,
            Mode = mode,
            Distance = distance,
            CrashedAt = crash.InjectedAt,
            Failover = failover,
            Verdict = LostWritesChecker.Check(history, present, failover.NewLeader),
        };
    }
}

using Npgsql;
using ReplicaShell.Checkers;
using ReplicaShell.Engines;
using ReplicaShell.Engines.External;
using ReplicaShell.Errors;
using ReplicaShell.Failover;
using ReplicaShell.Faults;
using ReplicaShell.History;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;
using ReplicaShell.Workloads;

namespace ReplicaShell.Drills;

/// <summary>
/// What asynchronous replication loses: isolate the leader from its followers, write, get the acknowledgements, destroy
/// the leader, promote a follower, look. In a synchronous mode nothing is acknowledged, so nothing is lost.
/// </summary>
public static class DataLossDrill
{
    private const string Table = "inventory";

    /// <summary>Runs the drill in the pair's own mode. Afterwards a former follower leads, and the old leader is fenced.</summary>
    /// <exception cref="ReplicaException">
    /// <c>NoLeader</c>, <c>NoFollower</c>, <c>NotAFollower</c>, <c>NodeUnreachable</c>, <c>InvalidDrill</c>, <c>TableNotFound</c>,
    /// <c>FollowerNotStreaming</c>, <c>PairBusy</c>; the cut is healed whatever happens.
    /// </exception>
    public static async Task<DataLossResult> RunAsync(
        Pair pair,
        DataLossOptions options,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        Check(options);
        if (pair.Definition.IsForeign)
        {
            // Before anything is written to it.
            throw ExternalErrors.UnsupportedFault(pair.Definition, "isolate and destroy a leader");
        }

        await using var held = await pair.LockAsync(cancellationToken);
        var (leader, mode) = (pair.Leader, pair.Definition.Mode);
        var isolated = options.Candidate is null ? leader : pair.Follower(options.Candidate);
        var (table, firstKey) = await PrepareAsync(pair, leader, cancellationToken);
        if (!await Streaming.AwaitAsync(pair, pair.Followers, cancellationToken))
        {
            throw DrillErrors.FollowerNotStreaming(pair.Definition);
        }

        // Before anything is written: a follower that is down is not waited for by the line above.
        await CatchUp.AwaitAsync(pair, cancellationToken);
        var history = new HistoryRecorder();
        var rows = new RowBatch(pair, table, history, options.WriteTimeout);
        var written = 0;
        var total = options.Before + options.Count + options.After;

        await rows.WriteAsync(leader, firstKey, options.Before, options.Clients, Report, cancellationToken);
        await CatchUp.AwaitAsync(pair, cancellationToken);

        var cut = options.Silent ? NetworkCut.Silent : NetworkCut.Reset;
        var isolation = await NetworkFault.InjectLockedAsync(
            pair,
            isolated,
            network => network with { Cut = cut },
            cancellationToken
        );
        FailoverResult failover;
        Fault crash;
        try
        {
            var clients = Math.Min(PatientClients(mode, options), options.Count);
            await rows.WriteAsync(leader, firstKey + options.Before, options.Count, clients, Report, cancellationToken);
            crash = await CrashFault.InjectLockedAsync(pair, leader, cancellationToken);
            failover = await FailoverCoordinator.RunLockedAsync(
                pair,
                new FailoverOptions { Candidate = options.Candidate, Force = options.Candidate is not null },
                progress,
                cancellationToken
            );
        }
        finally
        {
            await pair.Engine.SetNetworkAsync(pair.Definition, isolated, NodeNetwork.Healthy, CancellationToken.None);
        }

        var afterKey = firstKey + options.Before + options.Count;
        await rows.WriteAsync(pair.Leader, afterKey, options.After, options.Clients, Report, cancellationToken);
        await using var survivor = await pair.ConnectAsync(pair.Leader, cancellationToken);
        var present = await table.ReadKeysAsync(survivor, cancellationToken);
        var done = history.ToHistory();
        return new DataLossResult
        {
            Pair = pair.Name,
            Mode = mode,
            OldLeader = leader.Name,
            NewLeader = failover.NewLeader,
            Verdict = LostWritesChecker.Check(done, present, failover.NewLeader),
            Failover = failover,
            History = done,
            CutAt = isolation.InjectedAt,
            CrashedAt = crash.InjectedAt,
            RecoveredAt = failover.StartedAt + failover.Total,
            PresentKeys = present,
        };

        void Report()
        {
            var now = Interlocked.Increment(ref written);
            progress?.Report(
                new($"Writing to {leader.Name}, cut off from its followers: {now} of {total}", 70 * now / total)
            );
        }
    }

    /// <summary>
    /// Where writes wait for a follower, each of them takes its whole time-out: many clients share that wait.
    /// </summary>
    private static int PatientClients(ReplicationMode mode, DataLossOptions options) =>
        mode == ReplicationMode.Async ? options.Clients : Math.Max(options.Clients, 32);

    private static async Task<(WorkloadTable Table, int FirstKey)> PrepareAsync(
        Pair pair,
        NodeDefinition leader,
        CancellationToken cancellationToken
    )
    {
        await using NpgsqlConnection connection = await pair.ConnectAsync(leader, cancellationToken);
        var table = await WorkloadTable.FindAsync(connection, Table, cancellationToken);
        var highest = await table.ReadHighestKeysAsync(connection, 1, cancellationToken);
        return (table, highest.FirstOrDefault() + 1);
    }

    private static void Check(DataLossOptions options)
    {
        if (options.Count is < 1 or > DataLossOptions.MostWrites)
        {
            throw DrillErrors.InvalidDrill(
                $"A drill writes 1 to {DataLossOptions.MostWrites} rows, not {options.Count}."
            );
        }

        if (
            options.Before is < 0 or > DataLossOptions.MostWrites
            || options.After is < 0 or > DataLossOptions.MostWrites
        )
        {
            throw DrillErrors.InvalidDrill(
                $"A drill writes 0 to {DataLossOptions.MostWrites} rows before the cut and after the failover, "
                    + $"not {options.Before} and {options.After}."
            );
        }

        if (options.Clients is < 1 or > 64)
        {
            throw DrillErrors.InvalidDrill($"A drill has 1 to 64 clients, not {options.Clients}.");
        }

        if (options.WriteTimeout <= TimeSpan.Zero || options.WriteTimeout > TimeSpan.FromHours(1))
        {
            throw DrillErrors.InvalidDrill($"A client cannot wait {options.WriteTimeout}: give up to an hour.");
        }
    }
}

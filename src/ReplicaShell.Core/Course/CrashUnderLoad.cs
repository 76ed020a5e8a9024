using ReplicaShell.Checkers;
using ReplicaShell.Drills;
using ReplicaShell.Failover;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Replication;
using ReplicaShell.Workloads;

namespace ReplicaShell.Course;

/// <summary>
/// A leader that crashes while clients write to it, as leaders do, and what that loses. The drill of Drills/ cuts it off
/// first, so that it loses exactly what it is told to; this one loses what the lag of that moment was.
/// </summary>
internal static class CrashUnderLoad
{
    private static readonly TimeSpan BetweenSamples = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs it. Afterwards a former follower leads, and the old leader is fenced.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="load">What the clients do.</param>
    /// <param name="before">How long they do it before the crash.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<DataLossResult> RunAsync(
        Pair pair,
        WorkloadOptions load,
        TimeSpan before,
        CancellationToken cancellationToken
    )
    {
        var (leader, mode) = (pair.Leader, pair.Definition.Mode);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sampling = new LagOptions { Interval = BetweenSamples, Heartbeat = true };
        var loading = MeasuredWorkload.RunAsync(pair, load, sampling, progress: null, stop.Token);
        try
        {
            // A load that cannot begin says why; the delay is the experiment's own.
            await await Task.WhenAny(loading, Task.Delay(before, cancellationToken));
            var crash = await CrashFault.InjectAsync(pair, leader, CrashMethod.Kill, cancellationToken);
            var failover = await FailoverCoordinator.RunAsync(pair, new FailoverOptions(), null, cancellationToken);
            var done = await loading;
            var present = await PresentAsync(pair, load.Table, cancellationToken);
            return new DataLossResult
            {
                Pair = pair.Name,
                Mode = mode,
                OldLeader = leader.Name,
                NewLeader = failover.NewLeader,
                Verdict = LostWritesChecker.Check(done.History, present, failover.NewLeader),
                Failover = failover,
                History = done.History,
                CutAt = null,
                CrashedAt = crash.InjectedAt,
                RecoveredAt = failover.StartedAt + failover.Total,
                PresentKeys = present,
                Lag = done.Lag,
            };
        }
        finally
        {
            await stop.CancelAsync();
            await loading.ContinueWith(
                _ => { },
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default
            );
        }
    }

    private static async Task<IReadOnlyCollection<int>> PresentAsync(
        Pair pair,
        string table,
        CancellationToken cancellationToken
    )
    {
        await using var survivor = await pair.ConnectAsync(pair.Leader, cancellationToken);
        var found = await WorkloadTable.FindAsync(survivor, table, cancellationToken);
        return await found.ReadKeysAsync(survivor, cancellationToken);
    }
}

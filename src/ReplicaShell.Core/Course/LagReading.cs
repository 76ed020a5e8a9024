using ReplicaShell.Topology;
using ReplicaShell.Views;

namespace ReplicaShell.Course;

/// <summary>
/// What an alert rule sees of one follower at one moment: raw figures, as a monitor without a heartbeat would collect them.
/// What could not be asked is null, never 0.
/// </summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record LagReading
{
    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>How far the leader's WAL is written.</summary>
    public Lsn? LeaderLsn { get; init; }

    /// <summary>How much WAL the follower has received.</summary>
    public Lsn? ReceivedLsn { get; init; }

    /// <summary>How much WAL the follower has replayed.</summary>
    public Lsn? ReplayedLsn { get; init; }

    /// <summary>Bytes of WAL that the leader has and the follower has not replayed.</summary>
    public long? LagBytes { get; init; }

    /// <summary>The leader's own replay_lag: how long the last measured commit took to become visible; null when idle.</summary>
    public TimeSpan? ReplayLag { get; init; }

    /// <summary>
    /// <c>now() - pg_last_xact_replay_timestamp()</c> on the follower: the age of the last transaction that it replayed.
    /// </summary>
    public TimeSpan? SinceReplay { get; init; }
}

using ReplicaShell.Topology;
using ReplicaShell.Views;

namespace ReplicaShell.Replication;

/// <summary>
/// How far one follower is behind its leader at one moment, by three estimators: bytes between LSNs, the server's own
/// measured delays, and a heartbeat row. What could not be asked is null, never 0.
/// </summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record ReplicationLag
{
    /// <summary>The moment at which the leader was asked, by the clock of this machine.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The name of the pair.</summary>
    public required string Pair { get; init; }

    /// <summary>The follower's name.</summary>
    public required string Node { get; init; }

    /// <summary>What the follower is doing.</summary>
    public required LagState State { get; init; }

    /// <summary>How far the leader's WAL is written; null when the leader cannot be asked.</summary>
    public Lsn? LeaderLsn { get; init; }

    /// <summary>
    /// How much WAL the follower has on its disk; null when it cannot be asked. Never below <see cref="ReplayedLsn"/>: a
    /// restarted receiver reports the beginning of a segment until something new arrives.
    /// </summary>
    public Lsn? ReceivedLsn { get; init; }

    /// <summary>How much WAL the follower has replayed: what its readers see. Null when it cannot be asked.</summary>
    public Lsn? ReplayedLsn { get; init; }

    /// <summary>
    /// Bytes of WAL that the leader had and the follower had not replayed. Null when one of them cannot be asked, or when
    /// they are on different timelines, whose positions mean different things.
    /// </summary>
    /// <remarks>
    /// The leader is asked first, the follower when the leader has answered. So the gap is never overstated: each byte in
    /// it was still missing on the follower after the leader had it, and 0 proves that the follower had everything.
    /// </remarks>
    public long? LagBytes { get; init; }

    /// <summary>
    /// The server's own replay_lag: how long the last measured commit took to become visible. Null some time after the
    /// stream fell idle, which is neither 0 nor a fault.
    /// </summary>
    public TimeSpan? ReplayLag { get; init; }

    /// <summary>
    /// The leader's clock minus the newest heartbeat that can be read on the follower; grows during a cut. Null without
    /// heartbeat, before the first one arrived, and while the leader cannot be asked or takes no heartbeat.
    /// </summary>
    public TimeSpan? HeartbeatLag { get; init; }

    /// <summary>The timeline that the follower is on; null when it cannot be asked.</summary>
    public int? Timeline { get; init; }

    /// <summary>The server's own write_lag: until WAL was handed to the follower's operating system. Null as ReplayLag.</summary>
    public TimeSpan? WriteLag { get; init; }

    /// <summary>The server's own flush_lag: until WAL was on the follower's disk. Null as ReplayLag.</summary>
    public TimeSpan? FlushLag { get; init; }

    /// <summary>
    /// True when a difference came out negative, because the follower moved on between the two readings, and 0 stands in
    /// <see cref="LagBytes"/> or <see cref="HeartbeatLag"/> instead.
    /// </summary>
    public bool Clamped { get; init; }

    /// <summary>
    /// True when the follower cannot catch up any more, because the leader no longer has the WAL that it needs next, or has
    /// given up its slot: it needs a new copy. False also where that cannot be known.
    /// </summary>
    public bool WalMissing { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        LagBytes is { } bytes ? FormattableString.Invariant($"{Node}: {State}, {bytes} bytes") : $"{Node}: {State}";
}

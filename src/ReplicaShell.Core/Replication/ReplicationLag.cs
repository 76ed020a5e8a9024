using ReplicaShell.Topology;

namespace ReplicaShell.Replication;

/// <summary>How far one follower is behind its leader at one moment, by three estimators. What is not known is null, never 0.</summary>
public sealed record ReplicationLag
{
    /// <summary>When the sample was taken, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The name of the pair.</summary>
    public required string Pair { get; init; }

    /// <summary>The follower's name.</summary>
    public required string Node { get; init; }

    /// <summary>What the follower is doing.</summary>
    public required LagState State { get; init; }

    /// <summary>The end of the leader's WAL; null when it could not be asked.</summary>
    public Lsn? LeaderLsn { get; init; }

    /// <summary>The end of the WAL that the follower has received; null when it could not be asked.</summary>
    public Lsn? ReceivedLsn { get; init; }

    /// <summary>The end of the WAL that the follower has replayed; null when it could not be asked.</summary>
    public Lsn? ReplayedLsn { get; init; }

    /// <summary>The bytes that the leader has and the follower has not replayed; null when one of both is not known.</summary>
    public long? LagBytes { get; init; }

    /// <summary>The server's own measure of the delay until a commit is written by the follower; null when idle or unknown.</summary>
    public TimeSpan? WriteLag { get; init; }

    /// <summary>The server's own measure of the delay until a commit is on the follower's disk; null when idle or unknown.</summary>
    public TimeSpan? FlushLag { get; init; }

    /// <summary>The server's own measure of the delay until a commit is visible on the follower; null when idle or unknown.</summary>
    public TimeSpan? ReplayLag { get; init; }

    /// <summary>The age of the newest heartbeat row on the follower; null when there is no heartbeat or it is unknown.</summary>
    public TimeSpan? HeartbeatLag { get; init; }

    /// <summary>The follower's timeline; null when it could not be asked.</summary>
    public int? Timeline { get; init; }

    /// <summary>True when the two reads, made at two moments, gave less than zero bytes and zero is reported.</summary>
    public bool Clamped { get; init; }
}

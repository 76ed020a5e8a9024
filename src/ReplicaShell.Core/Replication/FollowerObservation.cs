using ReplicaShell.Topology;

namespace ReplicaShell.Replication;

/// <summary>What was seen of one follower, and of its leader, at one moment.</summary>
internal readonly record struct FollowerObservation
{
    /// <summary>The moment, on a clock that only moves forward.</summary>
    public required TimeSpan At { get; init; }

    /// <summary>Whether the follower answered.</summary>
    public required bool Answered { get; init; }

    /// <summary>Whether its process exists; null when that is not known.</summary>
    public bool? Running { get; init; }

    /// <summary>Whether it follows and has a receiver that streams.</summary>
    public bool Receiving { get; init; }

    /// <summary>Whether the leader has a sender for it; null when the leader cannot be asked.</summary>
    public bool? HasSender { get; init; }

    /// <summary>The leader's position; null when it cannot be asked.</summary>
    public Lsn? Leader { get; init; }

    /// <summary>How much of that is on the leader's disk: no more is sent. Null when it cannot be asked.</summary>
    public Lsn? LeaderFlushed { get; init; }

    /// <summary>The leader's timeline; null when it cannot be asked.</summary>
    public int? LeaderTimeline { get; init; }

    /// <summary>How much WAL is on the follower's disk.</summary>
    public Lsn? Received { get; init; }

    /// <summary>How much WAL it has replayed.</summary>
    public Lsn? Replayed { get; init; }

    /// <summary>The follower's timeline.</summary>
    public int? Timeline { get; init; }
}

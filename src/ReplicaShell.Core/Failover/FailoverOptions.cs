using ReplicaShell.Topology;

namespace ReplicaShell.Failover;

/// <summary>How a failover is to be done.</summary>
public sealed record FailoverOptions
{
    /// <summary>The follower to promote; null elects the most advanced one.</summary>
    public string? Candidate { get; init; }

    /// <summary>
    /// How long the leader must have failed every probe before it counts as gone. Zero: the first failed probe is enough.
    /// </summary>
    public TimeSpan DetectionTimeout { get; init; }

    /// <summary>How the old leader is kept from taking writes.</summary>
    public FenceMethod Fence { get; init; } = FenceMethod.Stop;

    /// <summary>The leader that somebody else has found gone, and that is not asked again; another one is.</summary>
    internal string? GoneLeader { get; init; }

    /// <summary>Leaves the old leader as it is. Needs <see cref="Force"/>.</summary>
    public bool NoFence { get; init; }

    /// <summary>
    /// How many bytes of WAL a candidate may lack to the last position known of the leader; null for any number. That
    /// position is the leader's own where it is cut off but still answers, else that of the most advanced follower.
    /// </summary>
    public long? LagLimit { get; init; }

    /// <summary>
    /// Goes on where a fence cannot be verified or too few followers could be seen, past <see cref="LagLimit"/>, and lets
    /// <see cref="Candidate"/> be one that lacks WAL. The result says what that meant.
    /// </summary>
    public bool Force { get; init; }
}

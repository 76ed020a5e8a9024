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

    /// <summary>The leader that somebody else has found gone, and that is not asked again; another one is.</summary>
    internal string? GoneLeader { get; init; }

    /// <summary>Leaves the old leader as it is. Needs <see cref="Force"/>.</summary>
    public bool NoFence { get; init; }

    /// <summary>Goes on where a fence cannot be verified, and lets <see cref="Candidate"/> be one that lacks WAL.</summary>
    public bool Force { get; init; }
}

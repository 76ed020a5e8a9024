namespace ReplicaShell.Failover.Switchover;

/// <summary>How a planned change of the leader is to be done.</summary>
public sealed record SwitchOptions
{
    /// <summary>The follower that is to lead; null chooses the one with the highest priority, of equals the one that is least behind.</summary>
    public string? Candidate { get; init; }

    /// <summary>How long the new leader may take to receive the last WAL of the old one, and then to acknowledge a write.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}

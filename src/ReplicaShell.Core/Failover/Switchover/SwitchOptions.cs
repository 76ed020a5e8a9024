namespace ReplicaShell.Failover.Switchover;

/// <summary>How a planned change of the leader is to be done.</summary>
public sealed record SwitchOptions
{
    /// <summary>The follower that is to lead; null chooses the one with the highest priority, of equals the one that is least behind.</summary>
    public string? Candidate { get; init; }
}

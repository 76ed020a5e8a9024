namespace ReplicaShell.Drills;

/// <summary>How a catch-up is measured.</summary>
public sealed record CatchUpOptions
{
    /// <summary>The follower; null for the first.</summary>
    public string? Node { get; init; }

    /// <summary>How long the follower is to be down first, by a crash; null takes it as it is.</summary>
    public TimeSpan? Outage { get; init; }

    /// <summary>How many bytes of WAL a second the leader writes during that outage, of our making; 0 for none.</summary>
    public long WalRate { get; init; } = 8 << 20;

    /// <summary>The time from one sample to the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(50);
}

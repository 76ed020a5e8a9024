namespace ReplicaShell.Replication;

/// <summary>How slots are looked at over time.</summary>
public sealed record SlotOptions
{
    /// <summary>How many moments to look; null: until cancelled. Each moment gives one row a slot.</summary>
    public int? Count { get; init; } = 1;

    /// <summary>The time from one moment to the next; zero: as fast as the servers answer.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);
}

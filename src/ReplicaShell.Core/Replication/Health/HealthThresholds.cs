namespace ReplicaShell.Replication.Health;

/// <summary>From where on the checks are not content.</summary>
public sealed record HealthThresholds
{
    /// <summary>The most bytes that a follower may not have replayed.</summary>
    public long LagBytes { get; init; } = 16L << 20;

    /// <summary>The fewest bytes that may be left to write before a slot is lost.</summary>
    public long SlotReserve { get; init; } = 64L << 20;

    /// <summary>The most bytes of WAL that may be kept for a slot that nobody uses and that has no limit.</summary>
    public long RetainedBytes { get; init; } = 1L << 30;

    /// <summary>The least of a node's disk that must be free, in percent.</summary>
    public double FreeDiskPercent { get; init; } = 10;
}

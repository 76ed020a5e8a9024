using ReplicaShell.Replication.Health;

namespace ReplicaShell.Replication.Alerts;

/// <summary>When alerts fire.</summary>
public sealed record AlertOptions
{
    /// <summary>The time from one sample of the lag to the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a follower may lack WAL and replay nothing.</summary>
    public TimeSpan StandstillTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The most bytes that a follower may not have replayed. It is large, since a bulk load is no fault: a follower that does
    /// not move is found by <see cref="StandstillTime"/>, however small the gap is.
    /// </summary>
    public long LagBytes { get; init; } = 1L << 30;

    /// <summary>How long anything but a standstill must last until it fires, so that a restart is no alert.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The time from one look at slots, leaders and disks to the next.</summary>
    public TimeSpan HealthInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From where on those are not content.</summary>
    public HealthThresholds Thresholds { get; init; } = new();
}

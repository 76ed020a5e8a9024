namespace ReplicaShell.Failover.Watching;

/// <summary>When a watched pair is failed over.</summary>
public sealed record FailoverWatchOptions
{
    /// <summary>How long a witness's probes of the leader must all have failed before it votes that the leader is gone.</summary>
    public TimeSpan DetectionTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many witnesses vote; the majority decides.</summary>
    public int Witnesses { get; init; } = 1;

    /// <summary>The time from one probe of a witness to its next.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many votes decide: more than half of the witnesses.</summary>
    public int Majority => (Witnesses / 2) + 1;
}

namespace ReplicaShell.Replication;

/// <summary>How lag is sampled.</summary>
public sealed record LagOptions
{
    /// <summary>How many moments to sample; null: until cancelled. Each moment gives one sample a follower.</summary>
    public int? Count { get; init; }

    /// <summary>
    /// The time from one moment to the next; zero: as fast as the servers answer. Below 100 ms samples come in batches, up to
    /// 0.25 s after the moment that they tell of.
    /// </summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether to write a heartbeat row on the leader, ten times a second, and to read it on the followers. It makes the
    /// table <c>replicashell.heartbeat</c> where it is missing, in the database of the connections.
    /// </summary>
    public bool Heartbeat { get; init; }
}

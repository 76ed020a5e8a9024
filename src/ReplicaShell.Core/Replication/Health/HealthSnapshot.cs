using ReplicaShell.Engines;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Replication.Health;

/// <summary>All that the checks look at, read once.</summary>
internal sealed record HealthSnapshot
{
    /// <summary>When it was read, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What is kept about the pair.</summary>
    public required PairDefinition Definition { get; init; }

    /// <summary>The pair as anybody sees it.</summary>
    public required ReplicaPair Pair { get; init; }

    /// <summary>What each server says, by its node's name; null for one that does not answer.</summary>
    public required IReadOnlyDictionary<string, NodeProbe?> Probes { get; init; }

    /// <summary>A sample of each follower.</summary>
    public required IReadOnlyList<ReplicationLag> Lag { get; init; }

    /// <summary>The slots of every node that answers; null when the leader does not.</summary>
    public required IReadOnlyList<ReplicationSlot>? Slots { get; init; }

    /// <summary>Whom commits wait for; null when the leader cannot be asked.</summary>
    public required StandbyReading? Standbys { get; init; }

    /// <summary>The network of each node; null when it cannot be told (the link is down).</summary>
    public required IReadOnlyDictionary<string, NodeNetwork>? Networks { get; init; }

    /// <summary>The disk of each node, by its name; null where it cannot be asked.</summary>
    public required IReadOnlyDictionary<string, DiskSpace?> Disks { get; init; }

    /// <summary>The nodes that take writes.</summary>
    public IReadOnlyList<string> Writable =>
        [.. Probes.Where(probe => probe.Value is { Writable: true }).Select(probe => probe.Key)];

    /// <summary>Begins the answer of a check.</summary>
    public HealthCheck Answer(string name, string? node, HealthStatus status, string message, string? advice = null) =>
        new()
        {
            Time = Time,
            Pair = Pair.Name,
            Name = name,
            Node = node,
            Status = status,
            Message = message,
            Advice = advice,
        };
}

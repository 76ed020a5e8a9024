namespace ReplicaShell.Topology;

/// <summary>What is kept on disk about one node.</summary>
public sealed record NodeDefinition
{
    /// <summary>The priority of a node for which none was set.</summary>
    public const int DefaultPriority = 100;

    /// <summary>The highest priority.</summary>
    public const int HighestPriority = 1000;

    /// <summary>The node's name: <c>node1</c>, <c>node2</c>, … Also its application_name and the name of its slot.</summary>
    public required string Name { get; init; }

    /// <summary>The host of its server where that is not this machine's own doing; null where the engine knows.</summary>
    public string? Host { get; init; }

    /// <summary>The TCP port of its server.</summary>
    public required int Port { get; init; }

    /// <summary>The port of the link through which it reaches its upstream; null on engines without a link.</summary>
    public int? UpstreamPort { get; init; }

    /// <summary>The port of the link through which distant clients reach it; null on engines without a link.</summary>
    public int? ClientPort { get; init; }

    /// <summary>True when a fence took it out: it is not started again before it has rejoined or the fence is taken away.</summary>
    public bool Fenced { get; init; }

    /// <summary>How it was fenced; null when it was not, or by its end alone.</summary>
    public FenceMethod? FencedBy { get; init; }

    /// <summary>
    /// True while its data are being copied over: broken off, they are half a copy, on which a server must not start.
    /// </summary>
    public bool HalfCopied { get; init; }

    /// <summary>
    /// True when it has no part in replication any more, because a failover passed it by: what it has may have diverged.
    /// </summary>
    public bool Detached { get; init; }

    /// <summary>
    /// Among followers with the same WAL the one with the higher number is elected: 0 to 1000. One with 0 is never elected,
    /// unless it is named.
    /// </summary>
    public int Priority { get; init; } = DefaultPriority;

    /// <summary>How its data came here; null for the first node, whose data initdb made.</summary>
    public BackupMethod? BackupMethod { get; init; }
}

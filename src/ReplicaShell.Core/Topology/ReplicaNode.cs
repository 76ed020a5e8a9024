using ReplicaShell.Views;

namespace ReplicaShell.Topology;

/// <summary>One PostgreSQL server of a pair, as it is at the moment of asking.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record ReplicaNode
{
    /// <summary>The name of the pair.</summary>
    public required string Pair { get; init; }

    /// <summary>The node's name within the pair.</summary>
    public required string Node { get; init; }

    /// <summary>The node's name: the same as <see cref="Node"/>.</summary>
    public string Name => Node;

    /// <summary>What it is in the pair.</summary>
    public required NodeRole Role { get; init; }

    /// <summary>What it is doing.</summary>
    public required NodeState State { get; init; }

    /// <summary>Where it listens.</summary>
    public required string Host { get; init; }

    /// <summary>Its TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>The timeline it is on; null when it cannot be asked.</summary>
    public int? Timeline { get; init; }

    /// <summary>A leader's current, a follower's replayed LSN; null when it cannot be asked.</summary>
    public Lsn? Lsn { get; init; }

    /// <summary>
    /// How many bytes of WAL the leader has and this node has not replayed; 0 for the leader; null when one of both
    /// cannot be asked or they are on different timelines.
    /// </summary>
    public long? LagBytes { get; init; }

    /// <summary>
    /// Whether commits wait for this follower, as the leader says; null for the leader, and where the leader does not send
    /// to it or cannot be asked.
    /// </summary>
    public SyncState? SyncState { get; init; }

    /// <summary>Its priority in an election; see <see cref="NodeDefinition.Priority"/>.</summary>
    public int Priority { get; init; } = NodeDefinition.DefaultPriority;

    /// <summary>
    /// True for a follower that cannot catch up any more, because the leader no longer has the WAL that it needs next, or has
    /// given up its slot: it needs a new copy (Repair-ReplicaNode). False also where that cannot be known.
    /// </summary>
    public bool WalMissing { get; init; }

    /// <summary>Why it is not in order, and what mends it, in a sentence or two; null when there is nothing to say.</summary>
    public string? Detail { get; init; }

    /// <summary>How its data came here; null for the first node.</summary>
    public BackupMethod? BackupMethod { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Node;
}

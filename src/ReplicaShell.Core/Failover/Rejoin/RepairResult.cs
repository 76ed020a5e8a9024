using ReplicaShell.Replication.Divergence;
using ReplicaShell.Topology;
using ReplicaShell.Views;

namespace ReplicaShell.Failover.Rejoin;

/// <summary>A node that was brought back: what it is now, which way it came, and what it had to give up.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record RepairResult
{
    /// <summary>The name of the pair.</summary>
    public required string Pair { get; init; }

    /// <summary>The node's name within the pair.</summary>
    public required string Node { get; init; }

    /// <summary>The node's name: the same as <see cref="Node"/>.</summary>
    public string Name => Node;

    /// <summary>What it is in the pair now.</summary>
    public required NodeRole Role { get; init; }

    /// <summary>What it is doing now.</summary>
    public required NodeState State { get; init; }

    /// <summary>Where it listens.</summary>
    public required string Host { get; init; }

    /// <summary>Its TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>The timeline it is on now; null when it cannot be asked.</summary>
    public int? Timeline { get; init; }

    /// <summary>What it has replayed; null when it cannot be asked.</summary>
    public Lsn? Lsn { get; init; }

    /// <summary>How many bytes of WAL it has not replayed; null when it cannot be asked.</summary>
    public long? LagBytes { get; init; }

    /// <summary>The node that it follows now.</summary>
    public required string Leader { get; init; }

    /// <summary>Which way it came back.</summary>
    public required RepairMethod Method { get; init; }

    /// <summary>Why that way, in sentences.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// How many bytes were copied from the leader. pg_rewind tells it to the kilobyte, with the WAL segments of 16 MB each
    /// that it copies whole: on a small pair that can be more than a clone.
    /// </summary>
    public required long BytesCopied { get; init; }

    /// <summary>How many bytes a clone copies: the leader's data as it tells their size, without WAL.</summary>
    public required long FullCloneBytes { get; init; }

    /// <summary>How long it took until the node streamed.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The timeline it was on before; null when it could not be asked.</summary>
    public int? OldTimeline { get; init; }

    /// <summary>Where its own history left the leader's; null when it did not, or that is not known.</summary>
    public Lsn? DivergedAt { get; init; }

    /// <summary>Where its own WAL ended; null when it could not be asked.</summary>
    public Lsn? EndedAt { get; init; }

    /// <summary>How many bytes of WAL of its own it had after <see cref="DivergedAt"/>; 0 when none, null when not known.</summary>
    public long? DiscardedBytes { get; init; }

    /// <summary>
    /// The rows that it had and the leader has not, or has differently: its own writes, which were discarded. A row that was
    /// removed or changed on the leader since then counts, too. Here is the node, There the leader.
    /// </summary>
    public IReadOnlyList<DivergedRow> Discarded { get; init; } = [];

    /// <summary>
    /// The keys that were acknowledged by this node, as the history of clients has it, and that the leader does not have;
    /// null when no history was given.
    /// </summary>
    public IReadOnlyList<int>? AcknowledgedKeys { get; init; }

    /// <summary>The tables in which nobody looked for discarded rows, each with the reason.</summary>
    public IReadOnlyList<string> NotCompared { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Node}: {Method}. {Reason}";
}

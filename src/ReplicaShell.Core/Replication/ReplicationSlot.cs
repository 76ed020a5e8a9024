using ReplicaShell.Topology;
using ReplicaShell.Views;

namespace ReplicaShell.Replication;

/// <summary>A replication slot: the promise of a server to keep WAL that a follower has not received.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record ReplicationSlot
{
    /// <summary>The moment at which the server was asked, by the clock of this machine.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The name of the pair.</summary>
    public required string Pair { get; init; }

    /// <summary>The node on which the slot is.</summary>
    public required string Node { get; init; }

    /// <summary>The slot's name; that of a follower is the follower's.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for: <c>physical</c> or <c>logical</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Whether somebody receives through it now; after a silent cut this stays true until a time-out.</summary>
    public required bool Active { get; init; }

    /// <summary>The oldest WAL that is kept for it; null before it was ever used, and when the WAL was given up.</summary>
    public required Lsn? RestartLsn { get; init; }

    /// <summary>
    /// How many bytes of WAL lie between <see cref="RestartLsn"/> and the server's position, and are kept for it; null as
    /// <see cref="RestartLsn"/>.
    /// </summary>
    public required long? RetainedBytes { get; init; }

    /// <summary>
    /// How safe that WAL is: <c>reserved</c>, <c>extended</c> (beyond max_wal_size), <c>unreserved</c> (about to go) or
    /// <c>lost</c>; null as <see cref="RestartLsn"/>.
    /// </summary>
    public required string? WalStatus { get; init; }

    /// <summary>
    /// How many bytes may still be written before the slot can be lost; null when there is no limit
    /// (max_slot_wal_keep_size = -1) and when it is lost already.
    /// </summary>
    public required long? SafeWalSize { get; init; }

    /// <summary>Whether it goes with the session that made it.</summary>
    public required bool Temporary { get; init; }

    /// <summary>Why the server gave it up, from PostgreSQL 17 on; null while it is valid, and on older servers.</summary>
    public required string? InvalidationReason { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

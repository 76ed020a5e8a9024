using ReplicaShell.Replication;
using ReplicaShell.Topology;
using ReplicaShell.Views;

namespace ReplicaShell.Drills;

/// <summary>How a follower caught up with its leader. All times count from <see cref="BroughtBackAt"/>.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record CatchUpResult
{
    /// <summary>The name of the pair.</summary>
    public required string Pair { get; init; }

    /// <summary>The follower.</summary>
    public required string Node { get; init; }

    /// <summary>When it crashed, in UTC; null when it was measured as it was.</summary>
    public DateTimeOffset? CrashedAt { get; init; }

    /// <summary>When it began to be brought back, in UTC.</summary>
    public required DateTimeOffset BroughtBackAt { get; init; }

    /// <summary>
    /// What it had of the WAL then: what its slot last heard of; without a slot what it said first. Null when it could not be
    /// known before it received.
    /// </summary>
    public Lsn? FromLsn { get; init; }

    /// <summary>Where the leader was then: what had to be reached.</summary>
    public required Lsn ToLsn { get; init; }

    /// <summary>How many bytes lay between; null when <see cref="FromLsn"/> is.</summary>
    public long? Bytes { get; init; }

    /// <summary>How long it took until it received: its server's start, its own recovery, its connection.</summary>
    public required TimeSpan ToReceiving { get; init; }

    /// <summary>How long it took until the leader had sent it all that there was (state streaming, not catchup).</summary>
    public required TimeSpan ToStreaming { get; init; }

    /// <summary>How long it took until <see cref="ToLsn"/> was replayed, and so could be read.</summary>
    public required TimeSpan ToCaughtUp { get; init; }

    /// <summary>
    /// Bytes a second from the first that it received to the last that it replayed:
    /// <see cref="Bytes"/> / (<see cref="ToCaughtUp"/> - <see cref="ToReceiving"/>). Null when nothing was missing.
    /// </summary>
    public double? BytesPerSecond { get; init; }

    /// <summary>The most WAL that the leader kept for it at any sample; null without a slot.</summary>
    public long? MostRetainedBytes { get; init; }

    /// <summary>Its slot over time, from before the crash.</summary>
    public required IReadOnlyList<ReplicationSlot> Slots { get; init; }

    /// <summary>Its lag over time.</summary>
    public required IReadOnlyList<ReplicationLag> Lag { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Node}: {Bytes} bytes in {ToCaughtUp.TotalMilliseconds:0} ms");
}

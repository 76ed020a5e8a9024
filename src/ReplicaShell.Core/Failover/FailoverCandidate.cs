using ReplicaShell.Topology;
using ReplicaShell.Views;

namespace ReplicaShell.Failover;

/// <summary>A follower as the election saw it.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record FailoverCandidate
{
    /// <summary>The node's name.</summary>
    public required string Node { get; init; }

    /// <summary>Whether it may become the leader.</summary>
    public required bool Eligible { get; init; }

    /// <summary>Why it was elected, or passed over, or may not: a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The end of the WAL that it has received; null when it could not be asked.</summary>
    public Lsn? ReceivedLsn { get; init; }

    /// <summary>The timeline it is on; null when it could not be asked.</summary>
    public int? Timeline { get; init; }

    /// <summary>
    /// How many bytes of WAL it lacks to the last position known of the leader; null when one of both is not known or
    /// their timelines differ.
    /// </summary>
    public long? LagBytes { get; init; }

    /// <summary>
    /// Among candidates with the same WAL the one with the higher number is elected; one with 0 only when it is named.
    /// </summary>
    public int Priority { get; init; }

    /// <summary>Whether it answered, so that it is known what it has.</summary>
    internal bool IsSeen => ReceivedLsn is not null;

    /// <inheritdoc/>
    public override string ToString() => Node;
}

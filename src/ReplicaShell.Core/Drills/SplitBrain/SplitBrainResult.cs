using ReplicaShell.Checkers;
using ReplicaShell.Failover;
using ReplicaShell.Failover.Fences;
using ReplicaShell.History;
using ReplicaShell.Replication.Divergence;
using ReplicaShell.Topology;
using ReplicaShell.Views;

namespace ReplicaShell.Drills.SplitBrain;

/// <summary>
/// A split-brain drill: the leader was cut off, a follower was promoted, clients wrote on both sides, the network was mended,
/// and the two histories were laid side by side. Here is the old leader, There the new one.
/// </summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record SplitBrainResult
{
    /// <summary>The name of the pair.</summary>
    public required string Pair { get; init; }

    /// <summary>The mode in which the writes to the old leader were made.</summary>
    public required ReplicationMode Mode { get; init; }

    /// <summary>How the old leader was fenced before the promotion; null when it was not.</summary>
    public required FenceMethod? Fence { get; init; }

    /// <summary>The node that led before.</summary>
    public required string OldLeader { get; init; }

    /// <summary>The node that was promoted.</summary>
    public required string NewLeader { get; init; }

    /// <summary>The state of the pair while both sides were written to: SplitBrain where nothing kept the old leader from it.</summary>
    public required PairState State { get; init; }

    /// <summary>The state when the network was mended and before the old leader was fenced.</summary>
    public required PairState HealedState { get; init; }

    /// <summary>
    /// What was lost, judged by the new leader's data. A key is a seal: each write has its own, and a decree bears the seal of
    /// the last write to it.
    /// </summary>
    public required Verdict Verdict { get; init; }

    /// <summary>How many writes the old leader acknowledged after the new one was promoted. With a fence that holds: 0.</summary>
    public required int AcceptedAfterPromotion { get; init; }

    /// <summary>The end of the common history.</summary>
    public required Lsn? DivergedAt { get; init; }

    /// <summary>The timeline before.</summary>
    public required int OldTimeline { get; init; }

    /// <summary>The timeline that the promotion began.</summary>
    public required int NewTimeline { get; init; }

    /// <summary>Where the old leader's own history ended; null when it could not be asked.</summary>
    public required Lsn? OldEnd { get; init; }

    /// <summary>How far the new leader had come then.</summary>
    public required Lsn? NewEnd { get; init; }

    /// <summary>The rows that the two do not have alike.</summary>
    public required RowDifferences Differences { get; init; }

    /// <summary>The rows that the old leader alone has.</summary>
    public IReadOnlyList<DivergedRow> OnlyOld => Differences.Of(Divergence.OnlyHere);

    /// <summary>The rows that the new leader alone has.</summary>
    public IReadOnlyList<DivergedRow> OnlyNew => Differences.Of(Divergence.OnlyThere);

    /// <summary>The rows that both have, with different values.</summary>
    public IReadOnlyList<DivergedRow> Different => Differences.Of(Divergence.Different);

    /// <summary>The failover, phase by phase.</summary>
    public required FailoverResult Failover { get; init; }

    /// <summary>Every write on both sides, with its outcome.</summary>
    public required OperationHistory History { get; init; }

    /// <summary>The writes that were attempted at the old leader when it was fenced in the end.</summary>
    public required IReadOnlyList<FenceAttempt> FenceAttempts { get; init; }

    /// <summary>When the leader was cut off, in UTC.</summary>
    public required DateTimeOffset CutAt { get; init; }

    /// <summary>When the other node was out of recovery, in UTC.</summary>
    public required DateTimeOffset PromotedAt { get; init; }

    /// <summary>When the network was mended, in UTC.</summary>
    public required DateTimeOffset HealedAt { get; init; }

    /// <summary>When the old leader was fenced in the end, in UTC.</summary>
    public required DateTimeOffset FencedAt { get; init; }

    /// <summary>What happened, in sentences.</summary>
    public required string Explanation { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Explanation;
}

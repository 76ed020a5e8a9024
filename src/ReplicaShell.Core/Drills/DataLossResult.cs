using ReplicaShell.Checkers;
using ReplicaShell.Failover;
using ReplicaShell.History;
using ReplicaShell.Replication;
using ReplicaShell.Topology;
using ReplicaShell.Views;

namespace ReplicaShell.Drills;

/// <summary>
/// A data-loss drill: the leader was cut off from its followers, written to, destroyed, and a follower was promoted.
/// </summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record DataLossResult
{
    /// <summary>The name of the pair.</summary>
    public required string Pair { get; init; }

    /// <summary>The mode in which the writes were made.</summary>
    public required ReplicationMode Mode { get; init; }

    /// <summary>The node that led when the writes were made.</summary>
    public required string OldLeader { get; init; }

    /// <summary>The node that was promoted: the survivor.</summary>
    public required string NewLeader { get; init; }

    /// <summary>What was lost.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The failover, phase by phase.</summary>
    public required FailoverResult Failover { get; init; }

    /// <summary>Every write, with its outcome.</summary>
    public required OperationHistory History { get; init; }

    /// <summary>When the leader was cut off from its followers, in UTC; null when it crashed without that.</summary>
    public required DateTimeOffset? CutAt { get; init; }

    /// <summary>When the last process of the leader was gone, in UTC.</summary>
    public required DateTimeOffset CrashedAt { get; init; }

    /// <summary>When the new leader acknowledged its first write, in UTC.</summary>
    public required DateTimeOffset RecoveredAt { get; init; }

    /// <summary>The keys of the table that the survivor has.</summary>
    public required IReadOnlyCollection<int> PresentKeys { get; init; }

    /// <summary>Samples of the followers' lag while it ran; empty when none were taken.</summary>
    public IReadOnlyList<ReplicationLag> Lag { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Verdict.Explanation;
}

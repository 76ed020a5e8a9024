using ReplicaShell.Topology;
using ReplicaShell.Views;

namespace ReplicaShell.Failover.Switchover;

/// <summary>A planned change of the leader, phase by phase, and what a client saw that went on writing.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record SwitchResult
{
    /// <summary>The name of the pair.</summary>
    public required string Pair { get; init; }

    /// <summary>The node that led before; it follows now.</summary>
    public required string OldLeader { get; init; }

    /// <summary>The node that leads now.</summary>
    public required string NewLeader { get; init; }

    /// <summary>The timeline before.</summary>
    public required int OldTimeline { get; init; }

    /// <summary>The timeline that the promotion began.</summary>
    public required int NewTimeline { get; init; }

    /// <summary>The pair's mode, which a switchover keeps.</summary>
    public required ReplicationMode Mode { get; init; }

    /// <summary>When it began, in UTC: the zero of the phases.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The phases, in the order in which they began.</summary>
    public required IReadOnlyList<SwitchPhase> Phases { get; init; }

    /// <summary>When the client had its last acknowledgement of the old leader, since the beginning.</summary>
    public required TimeSpan LastWriteBefore { get; init; }

    /// <summary>When it had the first of the new leader, since the beginning; null when none came in time.</summary>
    public required TimeSpan? FirstWriteAfter { get; init; }

    /// <summary>How long the client had no acknowledgement: from the one to the other; null when none came in time.</summary>
    public TimeSpan? Downtime => FirstWriteAfter - LastWriteBefore;

    /// <summary>How many writes of the client were acknowledged, by both leaders.</summary>
    public required int Acknowledged { get; init; }

    /// <summary>How many writes of the client ended with its connection: they may have been done or not.</summary>
    public required int Unknown { get; init; }

    /// <summary>From the beginning until every follower streamed, or was given up.</summary>
    public required TimeSpan Total { get; init; }

    /// <summary>The followers that stream from the new leader, the old one among them.</summary>
    public required IReadOnlyList<string> Streaming { get; init; }

    /// <summary>What the caller should know, such as a follower that does not stream; null when there is nothing.</summary>
    public string? Warning { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{OldLeader} -> {NewLeader}, {Downtime?.TotalMilliseconds ?? double.NaN:0} ms without a write"
        );
}

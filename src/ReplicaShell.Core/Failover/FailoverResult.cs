using ReplicaShell.Failover.Detection;
using ReplicaShell.Topology;
using ReplicaShell.Views;

namespace ReplicaShell.Failover;

/// <summary>A failover, phase by phase.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record FailoverResult
{
    /// <summary>The name of the pair.</summary>
    public required string Pair { get; init; }

    /// <summary>The node that led before.</summary>
    public required string OldLeader { get; init; }

    /// <summary>The node that leads now.</summary>
    public required string NewLeader { get; init; }

    /// <summary>The timeline before.</summary>
    public required int OldTimeline { get; init; }

    /// <summary>The timeline that the promotion began.</summary>
    public required int NewTimeline { get; init; }

    /// <summary>The followers that stood for election, the elected one first.</summary>
    public required IReadOnlyList<FailoverCandidate> Candidates { get; init; }

    /// <summary>When the failover began to look at the leader, in UTC: the zero of the phases.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What the last probe of the leader found; null where no node led.</summary>
    public ProbeOutcome? Cause { get; init; }

    /// <summary>How many probes of the leader failed, one after the other, until it counted as gone.</summary>
    public int FailedProbes { get; init; }

    /// <summary>How long it took to be sure that the leader is gone.</summary>
    public required TimeSpan Detect { get; init; }

    /// <summary>How long it took to ask the candidates and choose.</summary>
    public required TimeSpan Elect { get; init; }

    /// <summary>How long it took to make sure that the old leader takes no more writes; zero when that was left out.</summary>
    public required TimeSpan Fence { get; init; }

    /// <summary>How long it took until the elected node was out of recovery.</summary>
    public required TimeSpan Promote { get; init; }

    /// <summary>How long it took from there to the first acknowledged write.</summary>
    public required TimeSpan FirstWrite { get; init; }

    /// <summary>From <see cref="StartedAt"/> to the first acknowledged write.</summary>
    public required TimeSpan Total { get; init; }

    /// <summary>The pair's mode after the failover: it becomes Async when too few followers remain for the one before.</summary>
    public required ReplicationMode Mode { get; init; }

    /// <summary>What the caller should know, such as a change of mode; null when there is nothing.</summary>
    public string? Warning { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{OldLeader} -> {NewLeader} in {Total.TotalMilliseconds:0} ms");
}

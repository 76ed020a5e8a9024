using ReplicaShell.Checkers;
using ReplicaShell.History;
using ReplicaShell.Replication;
using ReplicaShell.Views;

namespace ReplicaShell.Workloads;

/// <summary>What a workload did and how fast.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record WorkloadResult
{
    /// <summary>The name of the pair.</summary>
    public required string Pair { get; init; }

    /// <summary>The table, with its schema.</summary>
    public required string Table { get; init; }

    /// <summary>How many clients worked at once.</summary>
    public required int Clients { get; init; }

    /// <summary>From the first operation to the end of the last.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Every operation with its outcome.</summary>
    public required OperationHistory History { get; init; }

    /// <summary>How many operations there were, reads too: the sum of the three outcomes.</summary>
    public required int Operations { get; init; }

    /// <summary>How many of them the leader acknowledged.</summary>
    public required int Acknowledged { get; init; }

    /// <summary>How many of them failed.</summary>
    public required int Failed { get; init; }

    /// <summary>How many writes have an outcome that the client cannot know.</summary>
    public required int Unknown { get; init; }

    /// <summary>Acknowledged operations a second.</summary>
    public required double Throughput { get; init; }

    /// <summary>
    /// Half of the acknowledged operations took no longer, to within 1%; null when none was acknowledged. With a rate, an
    /// operation that was due while its client waited for the one before counts from the moment at which it was due.
    /// </summary>
    public required TimeSpan? LatencyMedian { get; init; }

    /// <summary>95 of 100 took no longer, counted as <see cref="LatencyMedian"/> is.</summary>
    public required TimeSpan? Latency95 { get; init; }

    /// <summary>99 of 100 took no longer, counted as <see cref="LatencyMedian"/> is.</summary>
    public required TimeSpan? Latency99 { get; init; }

    /// <summary>How recent the reads were; null when there were none.</summary>
    public ReadVerdict? Reads { get; init; }

    /// <summary>The errors that operations ended with, the most frequent first.</summary>
    public required IReadOnlyList<WorkloadError> Errors { get; init; }

    /// <summary>Samples of the followers' lag while it ran; empty when none were asked for.</summary>
    public IReadOnlyList<ReplicationLag> Lag { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Acknowledged} of {Operations} operations acknowledged on {Table}");
}

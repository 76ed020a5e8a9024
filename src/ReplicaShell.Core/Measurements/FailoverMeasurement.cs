using ReplicaShell.Topology;
using ReplicaShell.Views;

namespace ReplicaShell.Measurements;

/// <summary>Many failovers under load: how long each phase takes and what is lost, by mode and by distance.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record FailoverMeasurement
{
    /// <summary>The name that the pairs had, one after the other; none of them is there any more.</summary>
    public required string Pair { get; init; }

    /// <summary>Where the nodes ran.</summary>
    public required EngineKind Engine { get; init; }

    /// <summary>How many followers each pair had.</summary>
    public required int FollowerCount { get; init; }

    /// <summary>The server's version.</summary>
    public required string PostgresVersion { get; init; }

    /// <summary>How many clients wrote.</summary>
    public required int Clients { get; init; }

    /// <summary>How many writes a second were due; null was as many as the leader answered.</summary>
    public required double? Rate { get; init; }

    /// <summary>How long the leader had to have failed every probe.</summary>
    public required TimeSpan DetectionTimeout { get; init; }

    /// <summary>Makes the moments of the crashes the same again.</summary>
    public required int Seed { get; init; }

    /// <summary>Every failover, in the order in which they were made: one of each mode and distance in turn.</summary>
    public required IReadOnlyList<FailoverRun> Runs { get; init; }

    /// <summary>The distributions, a row for each mode and distance.</summary>
    public required IReadOnlyList<FailoverGroup> Groups { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", Groups);
}

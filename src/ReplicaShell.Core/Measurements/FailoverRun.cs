using ReplicaShell.Checkers;
using ReplicaShell.Failover;
using ReplicaShell.Topology;

namespace ReplicaShell.Measurements;

/// <summary>One failover of a measurement.</summary>
public sealed record FailoverRun
{
    /// <summary>Its number among those of the same mode and distance, from 1 on.</summary>
    public required int Round { get; init; }

    /// <summary>The mode in which the writes were made.</summary>
    public required ReplicationMode Mode { get; init; }

    /// <summary>How far the followers were.</summary>
    public required Distance Distance { get; init; }

    /// <summary>When the last process of the leader was gone, in UTC.</summary>
    public required DateTimeOffset CrashedAt { get; init; }

    /// <summary>The failover, phase by phase.</summary>
    public required FailoverResult Failover { get; init; }

    /// <summary>What it lost.</summary>
    public required Verdict Verdict { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Failover}, {Verdict.Lost} lost");
}

using ReplicaShell.Topology;
using ReplicaShell.Views;

namespace ReplicaShell.Failover.Fences;

/// <summary>A node that was fenced, with the writes that were attempted to see whether the fence holds.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record FenceResult
{
    /// <summary>The name of the pair.</summary>
    public required string Pair { get; init; }

    /// <summary>The node's name within the pair.</summary>
    public required string Node { get; init; }

    /// <summary>The node's name: the same as <see cref="Node"/>.</summary>
    public string Name => Node;

    /// <summary>What it is in the pair.</summary>
    public required NodeRole Role { get; init; }

    /// <summary>What it is doing.</summary>
    public required NodeState State { get; init; }

    /// <summary>How it was fenced.</summary>
    public required FenceMethod Method { get; init; }

    /// <summary>Whether no attempted write got through.</summary>
    public bool Holds => Attempts.All(attempt => !attempt.GotThrough);

    /// <summary>Whether it held when the server was started anew as well; null when that was not tried.</summary>
    public required bool? SurvivesRestart { get; init; }

    /// <summary>The attempted writes, in their order.</summary>
    public required IReadOnlyList<FenceAttempt> Attempts { get; init; }

    /// <summary>How long it took to fence the node, without the attempts.</summary>
    public required TimeSpan Duration { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        Attempts.FirstOrDefault(attempt => attempt.GotThrough) is { } leak
            ? $"{Method} does not keep {Node} from writing: {leak}"
            : $"{Node} takes no writes ({Method})";
}

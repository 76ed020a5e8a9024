using ReplicaShell.Views;

namespace ReplicaShell.Topology;

/// <summary>The servers that are managed under one name, as they are at the moment of asking.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record ReplicaPair
{
    /// <summary>The pair's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where its nodes run.</summary>
    public required EngineKind Engine { get; init; }

    /// <summary>How its servers know each other.</summary>
    public required PairTopology Topology { get; init; }

    /// <summary>The state of the whole.</summary>
    public required PairState State { get; init; }

    /// <summary>Which followers a commit waits for.</summary>
    public required ReplicationMode Mode { get; init; }

    /// <summary>How many followers a commit waits for: 0 in Async, 1 in SemiSync, n in Quorum, all in Sync.</summary>
    public required int Quorum { get; init; }

    /// <summary>How far a synchronous follower must have got.</summary>
    public required CommitLevel Commit { get; init; }

    /// <summary>The name of the node that leads; null when none does.</summary>
    public required string? Leader { get; init; }

    /// <summary>Its nodes, in the order of their making.</summary>
    public required IReadOnlyList<ReplicaNode> Nodes { get; init; }

    /// <summary>The leader's timeline; null when there is no leader that can be asked.</summary>
    public required int? Timeline { get; init; }

    /// <summary>The server's version, for example 15.18.</summary>
    public required string PostgresVersion { get; init; }

    /// <summary>When it was made, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Why the state is not Ready, a sentence each; empty when it is.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What should be known of a pair in whatever state, such as that SemiSync is Sync with one follower.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;
}

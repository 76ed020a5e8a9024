namespace ReplicaShell.Topology;

/// <summary>What a caller asks for in a new pair.</summary>
public sealed record PairOptions
{
    /// <summary>The name of the pair that most commands mean when none is given.</summary>
    public const string DefaultName = "lab";

    /// <summary>The most followers a pair can have.</summary>
    public const int MostFollowers = 16;

    /// <summary>The pair's name: <c>[a-z][a-z0-9-]{0,30}</c>.</summary>
    public string Name { get; init; } = DefaultName;

    /// <summary>Where its nodes run.</summary>
    public EngineKind Engine { get; init; }

    /// <summary>How its servers know each other.</summary>
    public PairTopology Topology { get; init; }

    /// <summary>How many followers, 0 to 16; the pair has one node more.</summary>
    public int FollowerCount { get; init; } = 1;

    /// <summary>Which followers a commit waits for.</summary>
    public ReplicationMode Mode { get; init; }

    /// <summary>
    /// How many followers a commit waits for in mode Quorum; null: so many that a majority of the nodes has each write.
    /// </summary>
    public int? Quorum { get; init; }

    /// <summary>How far a synchronous follower must have got.</summary>
    public CommitLevel Commit { get; init; }

    /// <summary>The folder of PostgreSQL's programs, or of an installation; null lets the engine find one.</summary>
    public string? PostgresPath { get; init; }

    /// <summary>The image that containers are made from; null lets the engine choose. Engines without containers pass it over.</summary>
    public string? Image { get; init; }

    /// <summary>The port of the first node, the others follow; null lets the engine choose.</summary>
    public int? Port { get; init; }

    /// <summary>Server settings for every node, added to those that ReplicaShell needs.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>What the pair contains at first.</summary>
    public PairDataset Dataset { get; init; }
}

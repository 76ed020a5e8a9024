namespace ReplicaShell.Topology;

/// <summary>What is kept on disk about a pair. It holds no secrets and is replaced as a whole.</summary>
public sealed record PairDefinition
{
    /// <summary>The pair's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where its nodes run.</summary>
    public required EngineKind Engine { get; init; }

    /// <summary>Whether somebody else runs its servers, so that a change to them is to be confirmed.</summary>
    public bool IsForeign => Engine == EngineKind.External;

    /// <summary>How its servers know each other.</summary>
    public PairTopology Topology { get; init; }

    /// <summary>False until everything was made and verified.</summary>
    public bool Complete { get; init; }

    /// <summary>When it was made, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The server's version as it states it (<c>server_version</c>), for example 15.18.</summary>
    public required string PostgresVersion { get; init; }

    /// <summary>The folder of PostgreSQL's programs; null where the engine brings its own.</summary>
    public string? PostgresPath { get; init; }

    /// <summary>The image that its containers are made from; null on engines without containers.</summary>
    public string? Image { get; init; }

    /// <summary>Which followers a commit waits for.</summary>
    public ReplicationMode Mode { get; init; }

    /// <summary>How many followers a commit waits for in mode Quorum, else 0.</summary>
    public int Quorum { get; init; }

    /// <summary>How far a synchronous follower must have got.</summary>
    public CommitLevel Commit { get; init; }

    /// <summary>The node that leads; null when none does.</summary>
    public string? Leader { get; init; }

    /// <summary>Server settings that the user asked for, for every node.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The nodes, in the order of their making.</summary>
    public required IReadOnlyList<NodeDefinition> Nodes { get; init; }

    /// <summary>The nodes that follow the leader: all but the leader and those that a failover passed by.</summary>
    public IEnumerable<NodeDefinition> Following => Nodes.Where(node => node.Name != Leader && !node.Detached);

    /// <summary>The node of that name, or null.</summary>
    public NodeDefinition? FindNode(string name) =>
        Nodes.FirstOrDefault(node => string.Equals(node.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The same pair with one node replaced.</summary>
    public PairDefinition With(NodeDefinition changed) =>
        this with
        {
            Nodes = [.. Nodes.Select(node => node.Name == changed.Name ? changed : node)],
        };
}

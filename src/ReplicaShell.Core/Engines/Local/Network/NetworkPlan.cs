namespace ReplicaShell.Engines.Local.Network;

/// <summary>What the link of a pair should do, kept on disk so that the link can be brought back.</summary>
internal sealed record NetworkPlan
{
    /// <summary>The port on which the link takes orders.</summary>
    public required int ControlPort { get; init; }

    /// <summary>What an order must begin with.</summary>
    public required string Token { get; init; }

    /// <summary>Which node each follower's way leads to, by the follower's name.</summary>
    public IReadOnlyDictionary<string, string> Upstreams { get; init; } = new Dictionary<string, string>();

    /// <summary>The way of each witness, by its name.</summary>
    public IReadOnlyDictionary<string, PlannedWitness> Witnesses { get; init; } =
        new Dictionary<string, PlannedWitness>();

    /// <summary>The network of each node, or witness, that is not healthy, by its name.</summary>
    public IReadOnlyDictionary<string, NodeNetwork> Networks { get; init; } = new Dictionary<string, NodeNetwork>();

    /// <summary>The network of a node.</summary>
    public NodeNetwork Of(string node) => Networks.GetValueOrDefault(node, NodeNetwork.Healthy);
}

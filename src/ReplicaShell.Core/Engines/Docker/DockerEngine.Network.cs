using ReplicaShell.Engines.Docker.Containers;
using ReplicaShell.Engines.Docker.Network;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker;

/// <summary>The network between containers.</summary>
internal sealed partial class DockerEngine
{
    /// <summary>A node that runs is told at once; one that does not learns it when it is started.</summary>
    public async Task<Endpoint> RouteAsync(
        PairDefinition pair,
        NodeDefinition follower,
        NodeDefinition upstream,
        CancellationToken cancellationToken
    )
    {
        if (await StatusAsync(pair, follower, cancellationToken) == ServerStatus.Running)
        {
            var secrets = await SecretsAsync(pair, cancellationToken);
            await ReplicationSessions.PointAsync(follower, upstream, secrets, cancellationToken);
        }

        return new Endpoint(upstream.Name, ContainerLayout.Port);
    }

    /// <summary>A cut is silent by nature, so that is what it says of every one.</summary>
    public async Task<IReadOnlyDictionary<string, NodeNetwork>?> NetworksAsync(
        PairDefinition pair,
        CancellationToken cancellationToken
    )
    {
        var containers = (await Container.ListAsync(_names.Filter(pair.Name), cancellationToken)).ToLookup(container =>
            container.Names[0].TrimStart('/')
        );
        return pair.Nodes.ToDictionary(node => node.Name, NetworkOf);

        NodeNetwork NetworkOf(NodeDefinition node) =>
            containers[Name(pair, node)].All(container => _networks.IsConnected(pair.Name, container))
                ? NodeNetwork.Healthy
                : new NodeNetwork { Cut = NetworkCut.Silent };
    }

    public async Task SetNetworkAsync(
        PairDefinition pair,
        NodeDefinition node,
        NodeNetwork network,
        CancellationToken cancellationToken
    )
    {
        if (network with { Cut = NetworkCut.None } != NodeNetwork.Healthy)
        {
            throw NodeErrors.UnsupportedFault("a slow or narrow network", Kind);
        }

        if (await Container.InspectAsync(Name(pair, node), cancellationToken) is null)
        {
            return;
        }

        var isCut = (await NetworksAsync(pair, cancellationToken))![node.Name].Cut != NetworkCut.None;
        var cut = network.Cut != NetworkCut.None;
        if (cut && !isCut)
        {
            await _networks.DisconnectAsync(pair.Name, node.Name, cancellationToken);
        }

        if (!cut && isCut)
        {
            await _networks.ConnectAsync(pair.Name, node.Name, cancellationToken);
        }

        // Sessions from before a cut are dead without knowing it, and would hold the slots.
        if (cut != isCut && network.Cut != NetworkCut.Silent)
        {
            var secrets = await SecretsAsync(pair, cancellationToken);
            await _sessions.EndAsync(pair, node, secrets, cancellationToken);
        }
    }

    public Task EnsureNetworkAsync(PairDefinition pair, CancellationToken cancellationToken) =>
        _networks.EnsureAsync(pair.Name, cancellationToken);

    /// <summary>Nothing of it runs by itself.</summary>
    public Task StopNetworkAsync(PairDefinition pair, CancellationToken cancellationToken) => Task.CompletedTask;
}

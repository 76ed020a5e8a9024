using ReplicaShell.Engines.Local.Network;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local;

/// <summary>The network between nodes on this machine.</summary>
internal sealed partial class LocalEngine
{
    public async Task<Endpoint> RouteAsync(
        PairDefinition pair,
        NodeDefinition follower,
        NodeDefinition upstream,
        CancellationToken cancellationToken
    )
    {
        var network = new LocalNetwork(layout, pair);
        var way = new Endpoint(Loopback, follower.UpstreamPort!.Value);
        if ((await network.ReadAsync(cancellationToken))?.Upstreams.GetValueOrDefault(follower.Name) == upstream.Name)
        {
            return way;
        }

        await network.ChangeAsync(
            plan =>
                plan with
                {
                    Upstreams = new Dictionary<string, string>(plan.Upstreams) { [follower.Name] = upstream.Name },
                },
            cancellationToken
        );
        return way;
    }

    public async Task<IReadOnlyDictionary<string, NodeNetwork>?> NetworksAsync(
        PairDefinition pair,
        CancellationToken cancellationToken
    )
    {
        var network = new LocalNetwork(layout, pair);
        return await network.IsUpAsync(cancellationToken) && await network.ReadAsync(cancellationToken) is { } plan
            ? pair.Nodes.Select(node => node.Name).Concat(plan.Witnesses.Keys).ToDictionary(name => name, plan.Of)
            : null;
    }

    public Task SetNetworkAsync(
        PairDefinition pair,
        NodeDefinition node,
        NodeNetwork network,
        CancellationToken cancellationToken
    ) =>
        new LocalNetwork(layout, pair).ChangeAsync(
            plan =>
            {
                var networks = new Dictionary<string, NodeNetwork>(plan.Networks) { [node.Name] = network };
                if (network == NodeNetwork.Healthy)
                {
                    networks.Remove(node.Name);
                }

                return plan with
                {
                    Networks = networks,
                };
            },
            cancellationToken
        );

    public async Task EnsureNetworkAsync(PairDefinition pair, CancellationToken cancellationToken)
    {
        var network = new LocalNetwork(layout, pair);
        if (await network.ReadAsync(cancellationToken) is { } plan)
        {
            await network.StartAsync(plan, cancellationToken);
        }
    }

    public Task StopNetworkAsync(PairDefinition pair, CancellationToken cancellationToken) =>
        new LocalNetwork(layout, pair).StopAsync(cancellationToken);
}

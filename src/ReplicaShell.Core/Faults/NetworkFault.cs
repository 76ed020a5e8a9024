using ReplicaShell.Engines;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Faults;

/// <summary>A network between a node and the others that is cut, slow or narrow.</summary>
public static class NetworkFault
{
    /// <summary>Changes the network of a node; healing brings back the one it had.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="node">The node.</param>
    /// <param name="change">Makes the new network from the present one.</param>
    /// <param name="cancellationToken">Ends the change.</param>
    /// <exception cref="ReplicaException"><c>UnsupportedFault</c>, <c>LinkDown</c>, <c>PairBusy</c>.</exception>
    public static async Task<Fault> InjectAsync(
        Pair pair,
        NodeDefinition node,
        Func<NodeNetwork, NodeNetwork> change,
        CancellationToken cancellationToken
    )
    {
        await using var held = await pair.LockAsync(cancellationToken);
        return await InjectLockedAsync(pair, node, change, cancellationToken);
    }

    /// <summary>Joins a node to the others again, and the witnesses to it when it leads; returns when its followers, or it itself, stream.</summary>
    /// <exception cref="ReplicaException"><c>LinkDown</c>, <c>PairBusy</c>.</exception>
    public static async Task HealCutAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        await using (await pair.LockAsync(cancellationToken))
        {
            await SetAsync(pair, node, network => network with { Cut = NetworkCut.None }, cancellationToken);
            if (node.Name == pair.Definition.Leader)
            {
                await WitnessFault.HealAllLockedAsync(pair, cancellationToken);
            }
        }

        await Streaming.AwaitAsync(pair, Streaming.Around(pair, node), cancellationToken);
    }

    internal static async Task<Fault> InjectLockedAsync(
        Pair pair,
        NodeDefinition node,
        Func<NodeNetwork, NodeNetwork> change,
        CancellationToken cancellationToken
    )
    {
        var (before, after) = await SetAsync(pair, node, change, cancellationToken);
        return new Fault(
            pair,
            node.Name,
            Describe(node, after),
            DateTimeOffset.UtcNow,
            async (opened, token) =>
            {
                await using (await opened.LockAsync(token))
                {
                    // A witness is in no list of nodes.
                    await SetAsync(opened, opened.Definition.FindNode(node.Name) ?? node, _ => before, token);
                }

                await Streaming.AwaitAsync(opened, Streaming.Around(opened, node), token);
            }
        );
    }

    internal static async Task<(NodeNetwork Before, NodeNetwork After)> SetAsync(
        Pair pair,
        NodeDefinition node,
        Func<NodeNetwork, NodeNetwork> change,
        CancellationToken cancellationToken
    )
    {
        var networks =
            await pair.Engine.NetworksAsync(pair.Definition, cancellationToken) ?? throw LinkErrors.LinkDown(pair.Name);
        var before = networks[node.Name];
        var after = change(before);
        // Not to be cancelled half-way: nobody would know whether there is something to heal.
        cancellationToken.ThrowIfCancellationRequested();
        await pair.Engine.SetNetworkAsync(pair.Definition, node, after, CancellationToken.None);
        return (before, after);
    }

    private static string Describe(NodeDefinition node, NodeNetwork network) =>
        network.Cut switch
        {
            NetworkCut.Silent => $"silent cut of {node.Name}",
            NetworkCut.Reset => $"cut of {node.Name}",
            _ => $"slow network of {node.Name}",
        };
}

using ReplicaShell.Engines;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Faults;

/// <summary>A witness that does not reach the leader, while everybody else does.</summary>
public static class WitnessFault
{
    /// <summary>Cuts the way of one witness to the leader; healing joins it again.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="leader">The node that leads.</param>
    /// <param name="number">The number of the witness, from 1.</param>
    /// <param name="cut">Whether its connections are reset, or nothing passes.</param>
    /// <param name="cancellationToken">Ends the change.</param>
    /// <exception cref="ReplicaException">
    /// <c>UnsupportedFault</c>: the engine gives witnesses no network of their own; <c>NotTheLeader</c>, <c>NoLeader</c>, <c>LinkDown</c>,
    /// <c>PairBusy</c>.
    /// </exception>
    public static async Task<Fault> InjectAsync(
        Pair pair,
        NodeDefinition leader,
        int number,
        NetworkCut cut,
        CancellationToken cancellationToken
    )
    {
        await using var held = await pair.LockAsync(cancellationToken);
        if (leader.Name != pair.Leader.Name)
        {
            throw FaultErrors.NotTheLeader(pair.Definition, leader);
        }

        var ways = await pair.Engine.OpenWitnessesAsync(pair.Definition, number, pair.Leader, cancellationToken);
        return await NetworkFault.InjectLockedAsync(
            pair,
            new NodeDefinition { Name = ways[^1].Name, Port = ways[^1].Port },
            network => network with { Cut = cut },
            cancellationToken
        );
    }

    /// <summary>Joins every witness to the leader again.</summary>
    /// <exception cref="ReplicaException"><c>LinkDown</c>, <c>PairBusy</c>.</exception>
    internal static async Task HealAllLockedAsync(Pair pair, CancellationToken cancellationToken)
    {
        var networks = await pair.Engine.NetworksAsync(pair.Definition, cancellationToken);
        foreach (var (name, network) in networks ?? new Dictionary<string, NodeNetwork>())
        {
            if (pair.Definition.FindNode(name) is null && network.Cut != NetworkCut.None)
            {
                await NetworkFault.SetAsync(
                    pair,
                    new NodeDefinition { Name = name, Port = 0 },
                    before => before with { Cut = NetworkCut.None },
                    cancellationToken
                );
            }
        }
    }
}

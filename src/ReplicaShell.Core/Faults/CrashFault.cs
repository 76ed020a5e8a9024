using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Faults;

/// <summary>A server that ends without a shutdown, as in a power cut.</summary>
public static class CrashFault
{
    /// <summary>
    /// Freezes all processes of a node's server, kills them all, and returns when they are gone. Healing starts it
    /// again, unless a failover has fenced it meanwhile.
    /// </summary>
    /// <param name="pair">The pair.</param>
    /// <param name="node">The node.</param>
    /// <param name="method">Whether its data goes too; then there is nothing to heal.</param>
    /// <param name="cancellationToken">Keeps it from beginning; once begun, it is carried through.</param>
    /// <exception cref="ReplicaException"><c>NodeNotRunning</c>, <c>KillFailed</c>, <c>PairBusy</c>.</exception>
    public static async Task<Fault> InjectAsync(
        Pair pair,
        NodeDefinition node,
        CrashMethod method,
        CancellationToken cancellationToken
    )
    {
        await using var held = await pair.LockAsync(cancellationToken);
        var fault = await InjectLockedAsync(pair, node, cancellationToken);
        if (method == CrashMethod.Remove)
        {
            await pair.Engine.DestroyNodeAsync(pair.Definition, node, CancellationToken.None);
        }

        return fault;
    }

    internal static async Task<Fault> InjectLockedAsync(
        Pair pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        // Not to be cancelled half-way: nobody would know of a crash that nobody heals.
        cancellationToken.ThrowIfCancellationRequested();
        var moment = await pair.Engine.KillAsync(pair.Definition, node, CancellationToken.None);
        return new Fault(
            pair,
            node.Name,
            $"crash of {node.Name}",
            moment,
            async (opened, token) =>
            {
                var status = await opened.Engine.StatusAsync(opened.Definition, node, token);
                if (opened.Definition.FindNode(node.Name) is { Fenced: false } && status != ServerStatus.Absent)
                {
                    await NodeLifecycle.StartAsync(opened, node.Name, token);
                }
            }
        );
    }
}

using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Faults;

/// <summary>A server that is frozen: it keeps its connections and answers nobody.</summary>
public static class SuspensionFault
{
    /// <summary>Freezes a node; healing thaws it.</summary>
    /// <exception cref="ReplicaException"><c>NodeNotRunning</c>, <c>PairBusy</c>.</exception>
    public static async Task<Fault> InjectAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        await NodeLifecycle.SuspendAsync(pair, node.Name, cancellationToken);
        return new Fault(
            pair,
            node.Name,
            $"suspension of {node.Name}",
            DateTimeOffset.UtcNow,
            async (opened, token) =>
            {
                var suspended = opened.Node(node.Name);
                if (await opened.Engine.StatusAsync(opened.Definition, suspended, token) == ServerStatus.Suspended)
                {
                    await NodeLifecycle.ResumeAsync(opened, node.Name, token);
                }
            }
        );
    }
}

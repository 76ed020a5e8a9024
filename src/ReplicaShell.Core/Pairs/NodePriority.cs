using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>Which of two followers with the same WAL an election prefers.</summary>
public static class NodePriority
{
    /// <summary>Keeps a node's priority; the next election goes by it.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="node">The node's name.</param>
    /// <param name="priority">1 to 1000, the higher first; 0: never elected, unless it is named.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ReplicaException"><c>InvalidPriority</c>, <c>NodeNotFound</c>, <c>PairBusy</c>.</exception>
    public static async Task SetAsync(Pair pair, string node, int priority, CancellationToken cancellationToken)
    {
        if (priority is < 0 or > NodeDefinition.HighestPriority)
        {
            throw NodeErrors.InvalidPriority(priority);
        }

        await using var held = await pair.LockAsync(cancellationToken);
        await pair.SaveAsync(pair.Definition.With(pair.Node(node) with { Priority = priority }), cancellationToken);
    }
}

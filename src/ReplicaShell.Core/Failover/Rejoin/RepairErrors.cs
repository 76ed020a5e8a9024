using ReplicaShell.Errors;
using ReplicaShell.Topology;
using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Failover.Rejoin;

/// <summary>Why a node is not brought back. A method's name is the ErrorId.</summary>
internal static class RepairErrors
{
    public static ReplicaException NodeLeads(PairDefinition pair, NodeDefinition node) =>
        new(
            nameof(NodeLeads),
            InvalidOperation,
            $"{node.Name} leads '{pair.Name}': there is nobody whose data it could take. If it is down, Start-ReplicaNode "
                + $"{pair.Name} {node.Name} starts it, or Invoke-ReplicaFailover {pair.Name} lets a follower lead; after "
                + "that it can be repaired."
        )
        {
            Target = $"{pair.Name}/{node.Name}",
        };

    public static ReplicaException NodeCutOff(PairDefinition pair, string node) =>
        new(
            nameof(NodeCutOff),
            InvalidOperation,
            $"{node} of '{pair.Name}' is cut off from the other nodes, so nothing can be copied. "
                + $"Connect-ReplicaNode {pair.Name} {node} joins it to them again."
        )
        {
            Target = $"{pair.Name}/{node}",
        };

    public static ReplicaException RepairFailed(PairDefinition pair, NodeDefinition node, string method, string log) =>
        new(
            nameof(RepairFailed),
            InvalidResult,
            $"{node.Name} of '{pair.Name}' was brought back ({method}) and does not stream. Get-ReplicaNode {pair.Name} shows "
                + $"its state; -Clone copies all data anew. Its log ends:{Environment.NewLine}{log}"
        )
        {
            Target = $"{pair.Name}/{node.Name}",
        };
}

using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Nodes;

/// <summary>Sets a node's priority in elections.</summary>
/// <remarks>
/// A failover elects the follower that has received the most WAL. Of those with as much the one with the higher priority
/// becomes the leader. A node with priority 0 never does, unless Invoke-ReplicaFailover or Switch-ReplicaLeader names it.
/// </remarks>
/// <example>
/// Prefer node3 as the next leader
/// <code>Set-ReplicaNode lab node3 -Priority 200</code>
/// </example>
/// <example>
/// A follower for reports, which is never to lead
/// <code>Set-ReplicaNode lab node2 -Priority 0</code>
/// </example>
[Cmdlet(VerbsCommon.Set, "ReplicaNode", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaNode))]
public sealed class SetReplicaNodeCommand : NamedNodeCmdlet
{
    /// <summary>1 to 1000, the higher before the lower; 0 for a node that no election may choose. A new node has 100.</summary>
    [Parameter(Mandatory = true)]
    public int Priority { get; set; }

    /// <inheritdoc/>
    protected override string Action => $"Set the priority {Priority}";

    /// <inheritdoc/>
    protected override Task ActAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken) =>
        NodePriority.SetAsync(pair, node.Name, Priority, cancellationToken);
}

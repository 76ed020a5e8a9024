using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Failover.Fences;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Failover;

/// <summary>Takes the fence of a node away and starts it as it is.</summary>
/// <remarks>
/// A leader that was fenced leads again, a follower streams again. An old leader that a failover has passed by would be a
/// second one: that is refused (WouldSplitBrain) unless -Force; Repair-ReplicaNode makes it a follower instead.
/// </remarks>
/// <example>
/// Fence the leader and let it lead again
/// <code>Block-ReplicaNode lab node1; Unblock-ReplicaNode lab node1</code>
/// </example>
[Cmdlet(VerbsSecurity.Unblock, "ReplicaNode", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaNode))]
public sealed class UnblockReplicaNodeCommand : NamedNodeCmdlet
{
    /// <summary>Does it also to an old leader while another one leads: then two nodes take writes.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override string Action => "Take the fence away";

    /// <inheritdoc/>
    protected override Task ActAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken) =>
        NodeFence.UnblockAsync(pair, node.Name, Force, cancellationToken);
}

using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Nodes;

/// <summary>Freezes the server of a node.</summary>
/// <remarks>
/// Every process of it is stopped where it is: it keeps its connections, accepts new ones, and answers nobody. That is what
/// an overloaded machine looks like from outside. Resume-ReplicaNode thaws it.
/// </remarks>
/// <example>
/// Freeze the leader
/// <code>Suspend-ReplicaNode lab node1</code>
/// </example>
/// <example>
/// Freeze a follower for the length of a block
/// <code>Use-ReplicaFault { Suspend-ReplicaNode lab node2; Get-ReplicationLag }</code>
/// </example>
[Cmdlet(VerbsLifecycle.Suspend, "ReplicaNode", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaNode))]
public sealed class SuspendReplicaNodeCommand : NamedNodeCmdlet
{
    /// <inheritdoc/>
    protected override string Action => "Suspend";

    /// <inheritdoc/>
    protected override Task ActAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken) =>
        AdoptAsync(SuspensionFault.InjectAsync(pair, node, cancellationToken));
}

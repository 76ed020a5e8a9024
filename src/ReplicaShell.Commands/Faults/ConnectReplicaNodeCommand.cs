using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Faults;

/// <summary>Joins a node to the others again after Disconnect-ReplicaNode.</summary>
/// <remarks>
/// It returns when replication streams again. Nothing happens where the node is not cut off.
/// </remarks>
/// <example>
/// Join the leader again
/// <code>Connect-ReplicaNode lab node1</code>
/// </example>
[Cmdlet(VerbsCommunications.Connect, "ReplicaNode", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaNode))]
public sealed class ConnectReplicaNodeCommand : NamedNodeCmdlet
{
    /// <inheritdoc/>
    protected override string Action => "Connect";

    /// <inheritdoc/>
    protected override Task ActAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken) =>
        NetworkFault.HealCutAsync(pair, node, cancellationToken);
}

using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Nodes;

/// <summary>Stops the server of a node in an orderly way.</summary>
/// <remarks>
/// Sessions are ended, WAL is flushed, a checkpoint is taken. Invoke-LeaderCrash ends a server without a shutdown.
/// </remarks>
/// <example>
/// Stop a follower
/// <code>Stop-ReplicaNode lab node2</code>
/// </example>
[Cmdlet(VerbsLifecycle.Stop, "ReplicaNode", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaNode))]
public sealed class StopReplicaNodeCommand : NamedNodeCmdlet
{
    /// <inheritdoc/>
    protected override string Action => "Stop";

    /// <inheritdoc/>
    protected override Task ActAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken) =>
        NodeLifecycle.StopAsync(pair, node.Name, cancellationToken);
}

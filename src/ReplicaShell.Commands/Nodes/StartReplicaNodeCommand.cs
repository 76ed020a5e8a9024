using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Nodes;

/// <summary>Starts the server of a node.</summary>
/// <remarks>
/// It returns when the server accepts connections, and streams where it is a follower. A node that a failover fenced is
/// refused (NodeFenced): started as it is, it would be a second leader.
/// </remarks>
/// <example>
/// Bring a follower back
/// <code>Start-ReplicaNode lab node2</code>
/// </example>
/// <example>
/// Bring back whatever crashed
/// <code>Get-ReplicaNode | Where-Object State -eq Crashed | Start-ReplicaNode</code>
/// </example>
[Cmdlet(VerbsLifecycle.Start, "ReplicaNode", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaNode))]
public sealed class StartReplicaNodeCommand : NamedNodeCmdlet
{
    /// <inheritdoc/>
    protected override string Action => "Start";

    /// <inheritdoc/>
    protected override Task ActAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken) =>
        NodeLifecycle.StartAsync(pair, node.Name, cancellationToken);
}

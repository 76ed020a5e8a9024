using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Nodes;

/// <summary>Thaws the server of a frozen node.</summary>
/// <remarks>
/// Nothing happens where it is not frozen.
/// </remarks>
/// <example>
/// Thaw a node
/// <code>Resume-ReplicaNode lab node1</code>
/// </example>
[Cmdlet(VerbsLifecycle.Resume, "ReplicaNode", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaNode))]
public sealed class ResumeReplicaNodeCommand : NamedNodeCmdlet
{
    /// <inheritdoc/>
    protected override string Action => "Resume";

    /// <inheritdoc/>
    protected override Task ActAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken) =>
        NodeLifecycle.ResumeAsync(pair, node.Name, cancellationToken);
}

using System.Management.Automation;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>The base of cmdlets that do something to the node that is named.</summary>
public abstract class NamedNodeCmdlet : NodeActionCmdlet
{
    /// <summary>The name of the node, such as node2. Binds from nodes in the pipeline.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public string Node { get; set; } = "";

    /// <inheritdoc/>
    protected override NodeDefinition Choose(Pair pair) => pair.Node(Node);
}

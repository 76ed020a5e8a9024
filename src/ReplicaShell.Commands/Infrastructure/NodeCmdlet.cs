using System.Management.Automation;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>The base of every cmdlet that works on one node of a pair.</summary>
public abstract class NodeCmdlet : PairCmdlet
{
    /// <summary>The name of the node within its pair, such as node2. Binds from nodes in the pipeline.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public virtual string? Node { get; set; }
}

using System.Management.Automation;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>The base of cmdlets that do something to a follower.</summary>
public abstract class FollowerCmdlet : NodeActionCmdlet
{
    /// <summary>The name of the follower; the first follower without it. Binds from nodes in the pipeline.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FollowerCompleter))]
    public string? Node { get; set; }

    /// <inheritdoc/>
    protected override NodeDefinition Choose(Pair pair) => pair.Follower(Node);

    /// <summary>Does not ask where somebody else runs the servers (Connect-ReplicaPair).</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override Task<bool> ShouldActAsync(Pair pair, string target) =>
        ShouldChangeAsync(pair, target, Action, Force);
}

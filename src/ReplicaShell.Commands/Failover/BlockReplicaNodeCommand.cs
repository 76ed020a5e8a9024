using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Failover.Fences;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Failover;

/// <summary>Fences a node: it takes no more writes, and that is tried.</summary>
/// <remarks>
/// Stop ends its server and marks it on disk as a standby; Revoke rejects everybody on disk and ends all sessions; Network, in
/// containers, cuts it off from clients and nodes. Then writes are attempted: by a new session, and by one that was open before
/// and asks for READ WRITE; after Stop and Revoke the server is also started anew and tried again. A write that gets through is
/// FenceFailed. ReadOnly makes sessions read-only by default and is no fence: Holds is False, and Attempts shows which session
/// still wrote. Unblock-ReplicaNode takes a fence away.
/// </remarks>
/// <example>
/// Take the leader out
/// <code>Block-ReplicaNode lab node1</code>
/// </example>
/// <example>
/// See that read-only is no fence
/// <code>(Block-ReplicaNode lab node1 -Method ReadOnly).Attempts</code>
/// </example>
[Cmdlet(VerbsSecurity.Block, "ReplicaNode", SupportsShouldProcess = true)]
[OutputType(typeof(FenceResult))]
public sealed class BlockReplicaNodeCommand : PairCmdlet
{
    /// <summary>The name of the node, such as node1. Binds from nodes in the pipeline.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public string Node { get; set; } = "";

    /// <summary>By what it is fenced.</summary>
    [Parameter(Position = 2)]
    public FenceMethod Method { get; set; } = FenceMethod.Stop;

    /// <summary>Leaves out the proof that the fence outlives a restart of the server.</summary>
    [Parameter]
    public SwitchParameter NoRestart { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        var node = pair.Node(Node);
        if (!await ShouldProcessAsync($"{node.Name} of pair {pair.Name}", $"Fence ({Method})"))
        {
            return;
        }

        PostProgress("Fence", $"Fence: {node.Name}");
        var options = new FenceOptions { Method = Method, NoRestart = NoRestart };
        var result = await NodeFence.BlockAsync(pair, node.Name, options, cancellationToken);
        if (!result.Holds)
        {
            PostWarning($"{result}.");
        }

        await WriteObjectAsync(result, cancellationToken);
    }
}

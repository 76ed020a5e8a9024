using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Nodes;

/// <summary>Shows the nodes of a pair as they are at this moment.</summary>
/// <remarks>
/// A node that cannot be asked has no LSN, timeline or lag: unknown is not 0. LagBytes is what the leader has and the
/// node has not replayed, in bytes of WAL.
/// </remarks>
/// <example>
/// Show all nodes of the default pair
/// <code>Get-ReplicaNode</code>
/// </example>
/// <example>
/// Show the nodes of every pair
/// <code>Get-ReplicaPair | Get-ReplicaNode</code>
/// </example>
/// <example>
/// Ask one node how far it is behind
/// <code>(Get-ReplicaNode lab node2).LagBytes</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "ReplicaNode")]
[OutputType(typeof(ReplicaNode))]
public sealed class GetReplicaNodeCommand : NodeCmdlet
{
    /// <summary>The name of the node, such as node2; all nodes without it. Binds from nodes in the pipeline.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public override string? Node { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Node is null)
        {
            foreach (ReplicaNode node in (await Catalogue.GetAsync(Pair, cancellationToken)).Nodes)
            {
                await WriteObjectAsync(node, cancellationToken);
            }

            return;
        }

        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        await WriteObjectAsync(await PairReader.ReadAsync(pair, pair.Node(Node), cancellationToken), cancellationToken);
    }
}

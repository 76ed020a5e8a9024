using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Failover.Rejoin;
using ReplicaShell.History;

namespace ReplicaShell.Commands.Failover;

/// <summary>Brings a node back into replication: an old leader, a follower that lost its WAL, a node without data.</summary>
/// <remarks>
/// The node is first run as a standby, which takes no writes, and looked at: how far its WAL reaches, where it left the
/// leader's history, which rows it alone has. Then it follows the leader again, the shortest way that is open: with the data
/// that it has (Follow), by pg_rewind, which copies what differs (Rewind), or by a base backup over what lies there (Clone).
/// Reason says why, BytesCopied how much, Discarded which rows of its own it had to give up. Where PostgreSQL comes without
/// pg_rewind, as from npm, it is a clone. It returns when the node streams over its own slot.
/// </remarks>
/// <example>
/// Bring the old leader back after a failover
/// <code>Invoke-LeaderCrash lab; Invoke-ReplicaFailover lab; Repair-ReplicaNode lab node1</code>
/// </example>
/// <example>
/// See which of its writes were discarded, and which of these a client had been told are safe
/// <code>$drill = Invoke-DataLossDrill lab; $repair = Repair-ReplicaNode lab node1 -Drill $drill; $repair.Discarded; $repair.AcknowledgedKeys</code>
/// </example>
/// <example>
/// Bring back every node that is not well
/// <code>Get-ReplicaNode lab | Where-Object State -notin Running, CatchingUp | Repair-ReplicaNode</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Repair, "ReplicaNode", SupportsShouldProcess = true)]
[OutputType(typeof(RepairResult))]
public sealed class RepairReplicaNodeCommand : PairCmdlet
{
    /// <summary>The name of the node, such as node1. Binds from nodes in the pipeline.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public string Node { get; set; } = "";

    /// <summary>Copies all data anew, also where less would do.</summary>
    [Parameter]
    public SwitchParameter Clone { get; set; }

    /// <summary>
    /// What clients did while the node led: a history, or a result that has one, such as a drill's. AcknowledgedKeys then
    /// names the discarded writes that a client had been told are safe.
    /// </summary>
    [Parameter]
    [Alias("Drill")]
    [HistoryOf]
    public OperationHistory? History { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        var node = pair.Node(Node);
        if (
            !await ShouldProcessAsync(
                $"{node.Name} of pair {pair.Name}",
                "Make it a follower, discarding what it alone has"
            )
        )
        {
            return;
        }

        var options = new RepairOptions { CopyAll = Clone, History = History };
        var progress = ProgressOf($"Repairing {node.Name} of {pair.Name}");
        var result = await NodeRepair.RunAsync(pair, node.Name, options, progress, cancellationToken);
        await WriteObjectAsync(result, cancellationToken);
    }
}

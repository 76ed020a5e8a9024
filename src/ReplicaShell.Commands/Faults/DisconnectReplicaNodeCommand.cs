using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Engines;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Faults;

/// <summary>Cuts a node off from the other nodes.</summary>
/// <remarks>
/// Replication to and from the node stops; clients still reach it. Its connections are reset, as when a firewall rejects;
/// with -Silent nothing passes and nobody is told, as when a cable is pulled. Connect-ReplicaNode joins it again. With -Witness
/// only the ways of these witnesses of Watch-ReplicaPair to the leader are cut.
/// </remarks>
/// <example>
/// Isolate the leader
/// <code>Disconnect-ReplicaNode lab node1</code>
/// </example>
/// <example>
/// Pull the cable of a follower, watch the lag grow
/// <code>Disconnect-ReplicaNode lab node2 -Silent; Get-ReplicationLag -Count 10 -Interval 0.5</code>
/// </example>
/// <example>
/// Let one of three witnesses no longer reach the leader
/// <code>Disconnect-ReplicaNode lab node1 -Witness 1</code>
/// </example>
[Cmdlet(VerbsCommunications.Disconnect, "ReplicaNode", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaNode))]
public sealed class DisconnectReplicaNodeCommand : NamedNodeCmdlet
{
    /// <summary>Drops what is sent without telling anybody, instead of resetting connections.</summary>
    [Parameter]
    public SwitchParameter Silent { get; set; }

    /// <summary>The numbers of the witnesses that are to lose the leader, from 1 to 3; the nodes stay joined.</summary>
    [Parameter]
    [ValidateRange(1, 3)]
    public int[]? Witness { get; set; }

    private NetworkCut Cut => Silent ? NetworkCut.Silent : NetworkCut.Reset;

    /// <inheritdoc/>
    protected override string Action => "Disconnect";

    /// <inheritdoc/>
    protected override async Task ActAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        if (Witness is null)
        {
            await AdoptAsync(
                NetworkFault.InjectAsync(pair, node, network => network with { Cut = Cut }, cancellationToken)
            );
        }

        foreach (int number in Witness ?? [])
        {
            await AdoptAsync(WitnessFault.InjectAsync(pair, node, number, Cut, cancellationToken));
        }
    }
}

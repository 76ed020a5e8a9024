using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Replication;

namespace ReplicaShell.Commands.Replication;

/// <summary>Shows the replication slots of a pair, with the WAL that each of them keeps, once or over time.</summary>
/// <remarks>
/// RetainedBytes is the WAL that the server keeps for the slot; SafeWalSize how many more bytes may be written before the
/// slot is in danger of being lost, empty where there is no limit (Set-ReplicationSlotLimit sets one). WalStatus is reserved,
/// extended, unreserved (about to go) or lost: a follower whose slot is lost needs a new copy.
/// </remarks>
/// <example>
/// Show all slots
/// <code>Get-ReplicationSlot lab</code>
/// </example>
/// <example>
/// Find slots that keep WAL for nobody
/// <code>Get-ReplicationSlot lab | Where-Object Active -eq $false</code>
/// </example>
/// <example>
/// Plot the WAL that is kept for a follower that is down
/// <code>Invoke-FollowerCrash lab; Get-ReplicationSlot lab -Count 100 -Interval 0.1 | Export-ReplicaPlot -Path kept.png</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "ReplicationSlot", DefaultParameterSetName = "Count")]
[OutputType(typeof(ReplicationSlot))]
public sealed class GetReplicationSlotCommand : NodeCmdlet
{
    /// <summary>How many moments to look; each gives a row for every slot.</summary>
    [Parameter(ParameterSetName = "Count")]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    /// <summary>The time from one moment to the next: seconds, a TimeSpan, or a text such as 250ms.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Looks until the pipeline is stopped.</summary>
    [Parameter(ParameterSetName = "Continuous", Mandatory = true)]
    public SwitchParameter Continuous { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        var options = new SlotOptions { Count = Continuous ? null : Count, Interval = Interval };
        await foreach (var slot in SlotList.StreamAsync(pair, Node, options, cancellationToken))
        {
            await WriteObjectAsync(slot, cancellationToken);
        }
    }
}

using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Replication;

namespace ReplicaShell.Commands.Replication;

/// <summary>Limits how much WAL the slots of a pair may keep.</summary>
/// <remarks>
/// It is the server's setting max_slot_wal_keep_size, on every node, live and kept: without a limit a follower that is gone
/// fills the leader's disk; with one its slot is lost when the leader has written that much more, at the next checkpoint, and
/// the follower needs a new copy. The server counts in whole WAL files of 16 MB. The slots are shown as they are then.
/// </remarks>
/// <example>
/// Keep no more than 256 MB for each slot
/// <code>Set-ReplicationSlotLimit lab 256MB</code>
/// </example>
/// <example>
/// Keep whatever it takes
/// <code>Set-ReplicationSlotLimit lab -NoLimit</code>
/// </example>
[Cmdlet(VerbsCommon.Set, "ReplicationSlotLimit", SupportsShouldProcess = true, DefaultParameterSetName = "Limit")]
[OutputType(typeof(ReplicationSlot))]
public sealed class SetReplicationSlotLimitCommand : PairCmdlet
{
    /// <summary>The most bytes of WAL that a slot may keep, such as 256MB; the server rounds it up to megabytes.</summary>
    [Parameter(ParameterSetName = "Limit", Mandatory = true, Position = 1)]
    [ValidateRange(0, long.MaxValue)]
    public long Bytes { get; set; }

    /// <summary>Takes the limit away.</summary>
    [Parameter(ParameterSetName = "NoLimit", Mandatory = true)]
    public SwitchParameter NoLimit { get; set; }

    /// <summary>Does not ask where somebody else runs the servers (Connect-ReplicaPair).</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        var action = NoLimit ? "Take away the limit of slots" : $"Limit slots to {Bytes} bytes";
        if (!await ShouldChangeAsync(pair, $"pair {pair.Name}", action, Force))
        {
            return;
        }

        foreach (var node in await SlotLimit.SetAsync(pair, NoLimit ? null : Bytes, cancellationToken))
        {
            PostWarning($"{node} did not answer, and so does not have the limit: set it again when {node} is back.");
        }

        foreach (var slot in await SlotList.ReadAsync(pair, node: null, cancellationToken))
        {
            await WriteObjectAsync(slot, cancellationToken);
        }
    }
}

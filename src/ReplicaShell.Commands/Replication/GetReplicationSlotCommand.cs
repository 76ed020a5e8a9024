using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Replication;

namespace ReplicaShell.Commands.Replication;

/// <summary>Shows the replication slots of a pair, with the WAL that each of them keeps.</summary>
/// <remarks>
/// RetainedBytes is the WAL that the server keeps for the slot; SafeWalSize how many more bytes may be written before the
/// slot is in danger of being lost, empty where there is no limit.
/// </remarks>
/// <example>
/// Show all slots
/// <code>Get-ReplicationSlot lab</code>
/// </example>
/// <example>
/// Find slots that keep WAL for nobody
/// <code>Get-ReplicationSlot lab | Where-Object Active -eq $false</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "ReplicationSlot")]
[OutputType(typeof(ReplicationSlot))]
public sealed class GetReplicationSlotCommand : NodeCmdlet
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        foreach (var slot in await SlotList.ReadAsync(pair, Node, cancellationToken))
        {
            await WriteObjectAsync(slot, cancellationToken);
        }
    }
}

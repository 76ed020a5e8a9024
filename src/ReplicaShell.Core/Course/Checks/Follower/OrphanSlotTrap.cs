using ReplicaShell.Replication;

namespace ReplicaShell.Course.Checks.Follower;

/// <summary>A slot that nobody receives through keeps WAL for ever. One of a node that is down is that node's.</summary>
internal sealed class OrphanSlotTrap : ICheck
{
    public int Exercise => 1;

    public string Task => "orphan-slot";

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var pair = await context.PairAsync(cancellationToken);
        var slots = await SlotList.ReadAsync(pair, pair.Leader.Name, cancellationToken);
        var orphans = slots
            .Where(slot => !slot.Active && slot.RestartLsn is not null && pair.Definition.FindNode(slot.Name) is null)
            .ToList();
        return orphans.Count == 0
            ? CheckOutcome.Done("Every slot on the leader is somebody's.", slots.Select(slot => slot.Name))
            : CheckOutcome.Failed(
                $"Nobody receives through the slot '{orphans[0].Name}', and it keeps WAL.",
                orphans.Select(slot => $"'{slot.Name}' keeps {slot.RetainedBytes} bytes of WAL since {slot.RestartLsn}")
            );
    }
}

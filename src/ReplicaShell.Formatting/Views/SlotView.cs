using ReplicaShell.Formatting.Content;
using ReplicaShell.Replication;

namespace ReplicaShell.Formatting.Views;

/// <summary>Slots: what each keeps, and how far it is from losing it.</summary>
internal sealed class SlotView : ViewOf<ReplicationSlot>
{
    private static readonly Column<ReplicationSlot> Invalidation = new(
        "Given up because",
        slot => slot.InvalidationReason is { } reason ? reason : Cell.Absent("-")
    );

    private static readonly Column<ReplicationSlot> Time = new("Time (UTC)", slot => Quantity.Clock(slot.Time));

    private static readonly Column<ReplicationSlot>[] Columns =
    [
        Time,
        new("Node", slot => slot.Node),
        new("Slot", slot => slot.Name),
        new("Type", slot => slot.Temporary ? $"{slot.Type}, temporary" : slot.Type),
        new("Active", slot => new Cell(slot.Active ? "yes" : "no", slot.Active ? Tone.Good : Tone.Fair)),
        new("WAL status", Status),
        new("Restart LSN", slot => Quantity.Position(slot.RestartLsn), IsNumber: true),
        new("Kept (bytes)", slot => Quantity.Bytes(slot.RetainedBytes), IsNumber: true),
        new("Until loss (bytes)", UntilLoss, IsNumber: true),
        Invalidation,
    ];

    /// <inheritdoc/>
    public override int Limit => 40;

    /// <inheritdoc/>
    public override bool FromEnd => true;

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<ReplicationSlot> values)
    {
        var withReason = values.Any(slot => slot.InvalidationReason is not null);
        // Of one moment nobody needs the time.
        var overTime = values.DistinctBy(slot => (slot.Node, slot.Name)).Count() < values.Count;
        var columns = Columns.Where(column => (withReason || column != Invalidation) && (overTime || column != Time));
        yield return Grid.Last([.. columns], values, Limit);
    }

    private static Cell Status(ReplicationSlot slot) =>
        slot.WalStatus switch
        {
            null => Cell.Unknown,
            "reserved" => new(slot.WalStatus, Tone.Good),
            "extended" => new(slot.WalStatus, Tone.Fair),
            _ => new(slot.WalStatus, Tone.Bad),
        };

    private static Cell UntilLoss(ReplicationSlot slot) =>
        slot.WalStatus == "lost" ? Cell.Absent("lost")
        : slot.SafeWalSize is { } bytes ? Quantity.Count(bytes)
        : slot.WalStatus is null ? Cell.Unknown
        : Cell.Absent("no limit");
}

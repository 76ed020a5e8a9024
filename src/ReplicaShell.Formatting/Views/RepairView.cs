using ReplicaShell.Checkers;
using ReplicaShell.Failover.Rejoin;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>A node that was brought back: which way and why, what was copied, what was discarded.</summary>
internal sealed class RepairView : ViewOf<RepairResult>
{
    private static readonly Column<RepairResult>[] Columns =
    [
        new("Pair", result => result.Pair),
        new("Node", result => result.Node),
        new("Role", result => result.Role.ToString()),
        new("State", result => Tones.Of(result.State)),
        new("Method", result => result.Method.ToString()),
        new(
            "Timeline",
            result => $"{Quantity.Number(result.OldTimeline).Text} → {Quantity.Number(result.Timeline).Text}"
        ),
        new(
            "Diverged at",
            result => result.DivergedAt is null ? Cell.Absent("not") : Quantity.Position(result.DivergedAt)
        ),
        new("Discarded WAL (bytes)", result => Quantity.Bytes(result.DiscardedBytes), IsNumber: true),
        new("Discarded rows", result => Quantity.Count(result.Discarded.Count), IsNumber: true),
        new("Copied (bytes)", result => Quantity.Bytes(result.BytesCopied), IsNumber: true),
        new("A clone (bytes)", result => Quantity.Bytes(result.FullCloneBytes), IsNumber: true),
        new("Took (ms)", result => Quantity.Milliseconds(result.Duration), IsNumber: true),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(RepairResult value)
    {
        yield return new Sentence($"{value.Node} follows {value.Leader} ({value.Method}). {value.Reason}");
        yield return Grid.First(Columns, [value]);
        if (value.Discarded.Count > 0)
        {
            yield return new Sentence(
                $"What {value.Node} had, and {value.Leader} has not or has differently:",
                Tone.Bad
            );
            yield return Grid.First(DivergedRowView.Between(value.Node, value.Leader), value.Discarded);
        }

        if (value.AcknowledgedKeys is { Count: > 0 } keys)
        {
            yield return new Sentence($"Acknowledged to a client, and discarded: {KeyRanges.Text(keys)}.", Tone.Bad);
        }

        if (value.NotCompared.Count > 0)
        {
            yield return new Bullets("Not compared", value.NotCompared);
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<RepairResult> values) => [Grid.First(Columns, values)];
}

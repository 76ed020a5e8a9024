using ReplicaShell.Drills.SplitBrain;
using ReplicaShell.Formatting.Content;
using ReplicaShell.History;

namespace ReplicaShell.Formatting.Views;

/// <summary>A split brain: what each side was told, where the histories part, and the rows that cannot be merged.</summary>
internal sealed class SplitBrainView : ViewOf<SplitBrainResult>
{
    private static readonly Column<SplitBrainResult>[] Columns =
    [
        new("Pair", result => result.Pair),
        new("Mode", result => result.Mode.ToString()),
        new("Leaders", result => $"{result.OldLeader}, {result.NewLeader}"),
        new("State", result => Tones.Of(result.State)),
        new("Fence", result => result.Fence is { } fence ? fence.ToString() : Cell.Absent("none")),
        new(
            "Accepted by the old leader after the promotion",
            result => new Cell(
                Quantity.Count(result.AcceptedAfterPromotion),
                result.AcceptedAfterPromotion > 0 ? Tone.Bad : Tone.Good
            ),
            IsNumber: true
        ),
        new("Parted at", result => Quantity.Position(result.DivergedAt), IsNumber: true),
        new("Only old (rows)", result => Quantity.Count(result.OnlyOld.Count), IsNumber: true),
        new("Only new (rows)", result => Quantity.Count(result.OnlyNew.Count), IsNumber: true),
        new("Different (rows)", result => Quantity.Count(result.Different.Count), IsNumber: true),
        new("Lost (writes)", result => Quantity.Count(result.Verdict.Lost), IsNumber: true),
    ];

    private sealed record Side(string Node, string Timeline, string? End, IReadOnlyList<Operation> Writes);

    private static readonly Column<Side>[] Sides =
    [
        new("Node", side => side.Node),
        new("Timeline", side => side.Timeline, IsNumber: true),
        new("Came to", side => side.End is null ? Cell.Unknown : side.End, IsNumber: true),
        new("Acknowledged", side => Count(side, Outcome.Ok), IsNumber: true),
        new("Unknown", side => Count(side, Outcome.Unknown), IsNumber: true),
        new("Failed", side => Count(side, Outcome.Failed), IsNumber: true),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(SplitBrainResult value)
    {
        yield return new Sentence(
            value.Explanation,
            value.AcceptedAfterPromotion == 0 && value.Verdict.Lost == 0 ? Tone.Good : Tone.Bad
        );
        yield return Grid.First(Columns, [value]);
        yield return Grid.First(Sides, [Old(value), New(value)]);
        if (value.Differences.Rows.Count > 0)
        {
            yield return new Sentence("What the two do not have alike:");
            yield return Grid.First(DivergedRowView.Between(value.OldLeader, value.NewLeader), value.Differences.Rows);
        }

        foreach (var part in VerdictView.PartsOf(value.Verdict).Skip(1))
        {
            yield return part;
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<SplitBrainResult> values) =>
        [Grid.First(Columns, values)];

    private static Side Old(SplitBrainResult value) =>
        new(
            value.OldLeader,
            Quantity.Number(value.OldTimeline).Text,
            value.OldEnd?.ToString(),
            [.. value.History.Where(write => write.Node == value.OldLeader)]
        );

    private static Side New(SplitBrainResult value) =>
        new(
            value.NewLeader,
            Quantity.Number(value.NewTimeline).Text,
            value.NewEnd?.ToString(),
            [.. value.History.Where(write => write.Node == value.NewLeader)]
        );

    private static Cell Count(Side side, Outcome outcome) =>
        Quantity.Count(side.Writes.Count(write => write.Outcome == outcome));
}

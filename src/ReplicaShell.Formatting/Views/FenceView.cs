using ReplicaShell.Failover.Fences;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>A fence: whether it holds, and every write that was attempted.</summary>
internal sealed class FenceView : ViewOf<FenceResult>
{
    private static readonly Column<FenceResult>[] Columns =
    [
        new("Pair", result => result.Pair),
        new("Node", result => result.Node),
        new("Role", result => result.Role.ToString()),
        new("State", result => Tones.Of(result.State)),
        new("Method", result => result.Method.ToString()),
        new("Holds", result => new Cell(Quantity.YesNo(result.Holds).Text, result.Holds ? Tone.Good : Tone.Bad)),
        new(
            "After a restart",
            result => result.SurvivesRestart is { } survives ? Quantity.YesNo(survives) : Cell.Absent("not tried")
        ),
        new("Took (ms)", result => Quantity.Milliseconds(result.Duration), IsNumber: true),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(FenceResult value)
    {
        yield return new Sentence($"{value}.", value.Holds ? Tone.Good : Tone.Bad);
        yield return Grid.First(Columns, [value]);
        yield return Grid.First(FenceAttemptView.Columns, value.Attempts);
    }

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<FenceResult> values) => [Grid.First(Columns, values)];
}

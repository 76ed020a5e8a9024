using ReplicaShell.Course;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>The checklist of an exercise: what is done, why not, what the check saw, and the sum.</summary>
internal sealed class CheckView : ViewOf<CheckResult>
{
    private static readonly Column<CheckResult>[] Columns =
    [
        new("Check", State),
        new("Task", result => result.Task),
        new("Points", Points, IsNumber: true),
        new("Reason", result => result.Reason),
        new("Evidence", result => string.Join('\n', result.Evidence)),
        new("Hints", result => Quantity.Number(result.HintsUsed), IsNumber: true),
    ];

    /// <summary>What is shown of checks, alone or within a grade.</summary>
    public static IEnumerable<IPart> PartsOf(IReadOnlyList<CheckResult> results)
    {
        foreach (var exercise in results.GroupBy(result => result.Exercise))
        {
            var points = Math.Max(0, exercise.Sum(result => result.Points));
            var most = exercise.Sum(result => result.MaxPoints);
            yield return new Sentence(
                FormattableString.Invariant($"Exercise {exercise.Key}: {points} of {most} points."),
                points == most ? Tone.Good
                    : points > 0 ? Tone.Fair
                    : Tone.Bad
            );
            yield return Grid.First(Columns, [.. exercise]);
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<CheckResult> values) => PartsOf(values);

    private static Cell State(CheckResult result) =>
        (result.Kind, result.Passed) switch
        {
            (CheckKind.Trap, true) => new("avoided", Tone.Good),
            (CheckKind.Trap, false) => new("trapped", Tone.Bad),
            (_, true) => new("passed", Tone.Good),
            _ => new(result.Points > 0 ? "in part" : "not yet", result.Points > 0 ? Tone.Fair : Tone.Bad),
        };

    private static Cell Points(CheckResult result) =>
        result.Kind == CheckKind.Trap
            ? FormattableString.Invariant($"{result.Points}")
            : FormattableString.Invariant($"{result.Points} of {result.MaxPoints}");
}

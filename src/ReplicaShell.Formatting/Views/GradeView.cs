using System.Globalization;
using ReplicaShell.Course.Grading;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>A grade: the sum, what became of each notebook, and every check with its reason.</summary>
internal sealed class GradeView : ViewOf<Grade>
{
    private static readonly Column<Grade>[] Columns =
    [
        new("Submission", grade => grade.Submission),
        new("Points", grade => $"{grade.Points} of {grade.MaxPoints}", IsNumber: true),
        new("Points (%)", grade => grade.Percent.ToString("0.#", CultureInfo.InvariantCulture), IsNumber: true),
        new(
            "Traps",
            grade => new Cell($"{grade.Traps.Count}", grade.Traps.Count > 0 ? Tone.Bad : Tone.Plain),
            IsNumber: true
        ),
        new("Hints", grade => Quantity.Number(grade.HintsUsed), IsNumber: true),
        new("Graded (UTC)", grade => Quantity.Date(grade.GradedAt)),
        new("Took (s)", grade => Quantity.Seconds(grade.Duration), IsNumber: true),
        new("Report", grade => (grade.HtmlPath ?? grade.ReportPath) is { } path ? path : Cell.Absent("none")),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(Grade value) =>
        [
            Grid.First(Columns, [value]),
            Grid.First(GradedExerciseView.Columns, value.Exercises),
            .. CheckView.PartsOf(value.Results),
        ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<Grade> values) => [Grid.First(Columns, values)];
}

using System.Globalization;
using System.Text;

namespace ReplicaShell.Course.Grading;

/// <summary>Many grades as one table, for a spreadsheet: a line a submission.</summary>
internal static class CsvReport
{
    // What a spreadsheet may take for a formula at the start of a cell.
    private const string Dangerous = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>The text of the file, with a line of names.</summary>
    /// <param name="grades">The grades; all of the same exercises.</param>
    public static string Text(IReadOnlyList<Grade> grades)
    {
        var numbers = grades.SelectMany(grade => grade.Exercises).Select(one => one.Number).Distinct().Order().ToList();
        var text = new StringBuilder();
        Line(
            text,
            [
                "Submission",
                "Points",
                "MaxPoints",
                "Percent",
                "HintsUsed",
                "Traps",
                .. numbers.SelectMany(Headers),
                "GradedAt",
            ]
        );
        foreach (var grade in grades)
        {
            Line(
                text,
                [
                    Field(grade.Submission),
                    Number(grade.Points),
                    Number(grade.MaxPoints),
                    grade.Percent.ToString(CultureInfo.InvariantCulture),
                    Number(grade.HintsUsed),
                    Field(string.Join(' ', grade.Traps.Select(trap => trap.Task))),
                    .. numbers.SelectMany(number =>
                        Fields(grade.Exercises.FirstOrDefault(one => one.Number == number))
                    ),
                    grade.GradedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ]
            );
        }

        return text.ToString();
    }

    /// <summary>A text as one cell, and never as a formula.</summary>
    internal static string Field(string value)
    {
        var clean = GradeText.Clean(value);
        // Blanks before a formula do not keep every program from taking it for one.
        var start = clean.TrimStart(' ');
        var safe = start.Length > 0 && Dangerous.Contains(start[0], StringComparison.Ordinal) ? "'" + clean : clean;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static IEnumerable<string> Headers(int number) => [$"Points{number}", $"Status{number}", $"Seed{number}"];

    private static IEnumerable<string> Fields(GradedExercise? exercise) =>
        exercise is null ? ["", "", ""] : [Number(exercise.Points), Field(exercise.StatusText), Number(exercise.Seed)];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, IEnumerable<string> fields) =>
        text.AppendJoin(',', fields).Append("\r\n");
}

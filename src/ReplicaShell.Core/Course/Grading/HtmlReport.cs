using System.Globalization;
using System.Net;
using System.Text;

namespace ReplicaShell.Course.Grading;

/// <summary>
/// A grade as a page for people: one file, no scripts, nothing loaded. All text in it may be a learner's, so all of it is
/// escaped, and the page forbids itself everything but its own style.
/// </summary>
internal static class HtmlReport
{
    private const string Style = """
        body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #222; background: #fff; }
        h1 { margin-bottom: 0; } h2 { margin-top: 2.5rem; border-bottom: 1px solid #ccc; }
        table { border-collapse: collapse; width: 100%; } td, th { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #ddd; }
        .points { white-space: nowrap; text-align: right; } .yes { color: #17692b; } .part { color: #8a5a00; } .no { color: #a11212; }
        pre { background: #f5f5f5; padding: .6rem; overflow: auto; max-height: 24rem; white-space: pre-wrap; overflow-wrap: anywhere; }
        ul { margin: .2rem 0; } .small { color: #555; font-size: .9rem; }
        """;

    private const string Limits =
        "A submission ran as the user who graded it: it could read that user's files and use the network, and it could write "
        + "what it liked into its own home, its answers too. Points come from what the checks saw on its servers and among its "
        + "answers afterwards, from another process; nothing that it printed gave a point.";

    /// <summary>The text of the file.</summary>
    public static string Text(Grade grade)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            )
            .Append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
            .Append(Escaped(grade.ToString()))
            .Append("</title>\n<style>\n")
            .Append(Style)
            .Append("\n</style>\n</head>\n<body>\n");
        Head(page, grade);
        foreach (var exercise in grade.Exercises)
        {
            Exercise(page, exercise);
        }

        return page.Append("<p class=\"small\">").Append(Limits).Append("</p>\n</body>\n</html>\n").ToString();
    }

    private static void Head(StringBuilder page, Grade grade)
    {
        page.Append("<h1>").Append(Escaped(grade.Submission)).Append("</h1>\n<p>");
        page.Append(
            CultureInfo.InvariantCulture,
            $"<strong>{grade.Points} of {grade.MaxPoints} points</strong> ({grade.Percent} %)"
        );
        page.Append(CultureInfo.InvariantCulture, $", {Count(grade.HintsUsed, "hint")} taken");
        page.Append(CultureInfo.InvariantCulture, $", {Count(grade.Traps.Count, "trap")} walked into.</p>\n");
        page.Append("<p class=\"small\">Graded ")
            .Append(grade.GradedAt.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture))
            .Append(CultureInfo.InvariantCulture, $" in {grade.Duration.TotalSeconds:0} s.</p>\n");
    }

    private static void Exercise(StringBuilder page, GradedExercise exercise)
    {
        page.Append("<h2>").Append(Escaped(GradeNames.Of(exercise))).Append("</h2>\n<p>");
        page.Append(CultureInfo.InvariantCulture, $"{exercise.Points} of {exercise.MaxPoints} points. ");
        var way = exercise.Status == SubmissionStatus.Completed ? "yes" : "no";
        page.Append("<span class=\"").Append(way).Append("\">").Append(Escaped(exercise.StatusText)).Append("</span>");
        page.Append(
            CultureInfo.InvariantCulture,
            $" <span class=\"small\">({exercise.Duration.TotalSeconds:0.0} s, seed {exercise.Seed})</span></p>\n"
        );
        List(page, exercise.Notes);
        page.Append("<table>\n<tr><th>Task</th><th>Why</th><th class=\"points\">Points</th></tr>\n");
        foreach (var result in exercise.Results.Where(result => result.Kind == CheckKind.Task || !result.Passed))
        {
            Row(page, result);
        }

        page.Append("</table>\n");
        if (exercise.Output.Length > 0)
        {
            page.Append(
                    "<details><summary>The end of what the notebook showed (the learner's own text)</summary>\n<pre>"
                )
                .Append(Escaped(exercise.Output))
                .Append("</pre></details>\n");
        }
    }

    private static void Row(StringBuilder page, CheckResult result)
    {
        var way =
            result.Passed ? "yes"
            : result.Points > 0 ? "part"
            : "no";
        page.Append("<tr><td>")
            .Append(result.Kind == CheckKind.Trap ? "Trap: " : "")
            .Append(Escaped(GradeNames.Of(result)))
            .Append("</td><td class=\"")
            .Append(way)
            .Append("\">")
            .Append(Escaped(result.Reason));
        List(page, result.Evidence);
        var hints = result.HintsUsed > 0 ? $"<br><span class=\"small\">{Count(result.HintsUsed, "hint")}</span>" : "";
        var points = result.Kind == CheckKind.Trap ? $"{result.Points}" : $"{result.Points} / {result.MaxPoints}";
        page.Append("</td><td class=\"points\">").Append(points).Append(hints).Append("</td></tr>\n");
    }

    private static void List(StringBuilder page, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            page.Append("<ul class=\"small\">");
            foreach (var line in lines)
            {
                page.Append("<li>").Append(Escaped(line)).Append("</li>");
            }

            page.Append("</ul>\n");
        }
    }

    private static string Count(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static string Escaped(string text) => WebUtility.HtmlEncode(GradeText.Clean(text, 10_000));
}

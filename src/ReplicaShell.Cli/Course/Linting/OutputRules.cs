using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReplicaShell.Cli.Commands;
using ReplicaShell.Kernel.Notebooks;

namespace ReplicaShell.Cli.Course.Linting;

/// <summary>What is committed of what cells showed.</summary>
internal static partial class OutputRules
{
    /// <summary>Looks at the outputs: a lesson has them, an exercise has none, and neither tells of a machine.</summary>
    public static void Check(LintFile file, Notebook notebook, NotebookKind kind)
    {
        foreach (var cell in notebook.Cells.Where(cell => cell.IsCode))
        {
            if (kind == NotebookKind.Exercise && cell.Outputs.Count > 0)
            {
                file.Error("An exercise is handed out without outputs. Clear them.", cell.Number);
            }

            if (kind == NotebookKind.Lesson && cell.IsExecuted && cell.ExecutionCount is null)
            {
                file.Error($"It was not executed. '{OwnName.Command} course run' executes the lessons.", cell.Number);
            }

            if (!cell.MayFail && cell.Outputs.OfType<JsonObject>().Any(IsError))
            {
                file.Error($"It shows an error. Mend it, or tag it '{NotebookCell.MayFailTag}'.", cell.Number);
            }

            CheckTraces(file, cell);
        }

        if (kind == NotebookKind.Lesson)
        {
            CheckOrder(file, notebook);
        }
    }

    private static bool IsError(JsonObject output) => NotebookText.Of(output["output_type"]) == "error";

    private static void CheckTraces(LintFile file, NotebookCell cell)
    {
        var texts = cell.Outputs.OfType<JsonObject>().SelectMany(Texts);
        foreach (var trace in texts.SelectMany(MachineTraces.Find).Distinct())
        {
            file.Error(
                $"Its output tells of the machine it ran on: '{trace}'. Execute it by 'course run'.",
                cell.Number
            );
        }
    }

    // Pictures in letters are no text, even if they look like a path.
    private static IEnumerable<string> Texts(JsonObject output)
    {
        yield return CellText.Of(output);
        foreach (var (mime, data) in output["data"] as JsonObject ?? [])
        {
            if (mime.StartsWith("text/", StringComparison.Ordinal) || mime == "image/svg+xml")
            {
                yield return Embedded().Replace(NotebookText.Of(data) ?? "", "");
            }
        }
    }

    private static void CheckOrder(LintFile file, Notebook notebook)
    {
        var counts = notebook
            .Cells.Where(cell => cell.IsExecuted)
            .Select(cell => cell.ExecutionCount)
            .OfType<int>()
            .ToList();
        if (!counts.SequenceEqual(Enumerable.Range(1, counts.Count)))
        {
            file.Error(
                $"Its cells were not executed in their order, once each. '{OwnName.Command} course run' does that."
            );
        }
    }

    [GeneratedRegex("data:[a-z/+-]+;base64,[A-Za-z0-9+/=]+")]
    private static partial Regex Embedded();
}

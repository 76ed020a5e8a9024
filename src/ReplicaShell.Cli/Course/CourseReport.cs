using System.Globalization;
using System.Text.Json.Nodes;
using ReplicaShell.Kernel.Notebooks;

namespace ReplicaShell.Cli.Course;

/// <summary>What is said about a notebook that was executed.</summary>
internal static class CourseReport
{
    private const int LongestOutput = 8000;

    /// <summary>A line for people.</summary>
    public static string Line(string file, NotebookResult result)
    {
        var seconds = result.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return $"{Path.GetFileName(file), -32} {seconds, 6} s  {result}";
    }

    /// <summary>A line for programs: an object of JSON.</summary>
    /// <param name="file">The notebook's file.</param>
    /// <param name="notebook">The notebook as it was executed; null when it could not be read.</param>
    /// <param name="result">What became of it.</param>
    public static string Json(string file, Notebook? notebook, NotebookResult result) =>
        new JsonObject
        {
            ["notebook"] = Path.GetFileName(file),
            ["status"] = result.Status.ToString(),
            ["cell"] = result.Cell,
            ["message"] = result.Message,
            ["cellsRun"] = result.CellsRun,
            ["seconds"] = Math.Round(result.Duration.TotalSeconds, 3),
            ["output"] = notebook is null ? "" : EndOf(notebook),
        }.ToJsonString();

    private static string EndOf(Notebook notebook)
    {
        var parts = new LinkedList<string>();
        var length = 0;
        foreach (var cell in notebook.Cells.Where(cell => cell.Outputs.Count > 0).Reverse())
        {
            var text = CellText.Of(cell).TrimEnd();
            parts.AddFirst($"[{cell.Number}] {(text.Length > LongestOutput ? "…" + text[^LongestOutput..] : text)}\n");
            length += text.Length;
            if (length > LongestOutput)
            {
                break;
            }
        }

        return string.Concat(parts);
    }
}

using System.Text.Json.Nodes;
using ReplicaShell.Cli.Commands;
using ReplicaShell.Kernel.Notebooks;

namespace ReplicaShell.Cli.Course.Linting;

/// <summary>The file of a notebook: its kernel, its names, and that it is saved so that a change shows where it was made.</summary>
internal static class FormatRules
{
    private const string Kernel = "replicashell-csharp";
    private const double LeastProse = 0.4;
    private const int FewestCells = 15;
    private const int MostCells = 60;

    /// <summary>Looks at the file and at the cells as a whole.</summary>
    public static void Check(LintFile file, Notebook notebook, NotebookKind kind)
    {
        if (notebook.KernelName != Kernel)
        {
            file.Error($"Its kernel is '{notebook.KernelName}'; choose 'ReplicaShell (C#)', whose name is '{Kernel}'.");
        }

        CheckIds(file, notebook.Path);
        if (File.ReadAllText(notebook.Path) != NotebookFile.Text(notebook))
        {
            file.Warn($"It is not saved as Jupyter saves it. '{OwnName.Command} course run' writes it anew.");
        }

        if (
            notebook.Cells is not [{ IsCode: false } first, ..]
            || !first.Source.StartsWith("# ", StringComparison.Ordinal)
        )
        {
            file.Error("It does not begin with its title. Make the first cell prose that begins with '# '.", 1);
        }

        if (kind == NotebookKind.Lesson)
        {
            CheckLength(file, notebook);
        }
    }

    private static void CheckIds(LintFile file, string path)
    {
        var cells = JsonNode.Parse(File.ReadAllText(path))!["cells"]!.AsArray();
        var known = new HashSet<string>();
        for (var i = 0; i < cells.Count; i++)
        {
            var id = NotebookText.Of(cells[i]!["id"]) ?? "";
            if (!CellIds.IsValid(id) || !known.Add(id))
            {
                file.Error(
                    $"Its id '{id}' is missing, not allowed, or another cell's. 'course run' gives a new one.",
                    i + 1
                );
            }
        }
    }

    private static void CheckLength(LintFile file, Notebook notebook)
    {
        var count = notebook.Cells.Count;
        if (count is < FewestCells or > MostCells)
        {
            file.Warn($"It has {count} cells; a lesson has {FewestCells} to {MostCells}.");
        }

        var prose = notebook.Cells.Count(cell => !cell.IsCode);
        if (prose < LeastProse * count)
        {
            file.Warn(
                $"Only {prose} of its {count} cells are prose. Say before each run what is expected, and after it why."
            );
        }
    }
}

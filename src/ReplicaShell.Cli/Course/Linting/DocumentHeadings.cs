using ReplicaShell.Errors;
using ReplicaShell.Kernel.Notebooks;

namespace ReplicaShell.Cli.Course.Linting;

/// <summary>The headings of a file that a link may lead to.</summary>
internal static class DocumentHeadings
{
    /// <summary>Those of a notebook or of a file in Markdown; none of another file.</summary>
    public static IReadOnlyList<string> Of(string path)
    {
        try
        {
            return Path.GetExtension(path) switch
            {
                ".ipynb" => Of(NotebookFile.Read(path)),
                ".md" => [.. Links.Headings(File.ReadAllText(path))],
                _ => [],
            };
        }
        catch (ReplicaException)
        {
            // Said where that file is looked at itself.
            return [];
        }
    }

    /// <summary>Those of a notebook.</summary>
    public static IReadOnlyList<string> Of(Notebook notebook) =>
        [.. notebook.Cells.Where(cell => !cell.IsCode).SelectMany(cell => Links.Headings(cell.Source))];
}

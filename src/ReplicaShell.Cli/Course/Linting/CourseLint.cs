using System.Text.Json;
using ReplicaShell.Course.Metadata;
using ReplicaShell.Errors;
using ReplicaShell.Kernel.Notebooks;

namespace ReplicaShell.Cli.Course.Linting;

/// <summary>Checks a course: its metadata, its notebooks as they stand, and what they do when they run.</summary>
/// <param name="folder">The folder of the course.</param>
/// <param name="runs">Whether the notebooks are executed; else only files are looked at.</param>
/// <param name="timeLimit">How long each notebook may take.</param>
internal sealed class CourseLint(string folder, bool runs, TimeSpan timeLimit)
{
    private readonly List<LintFinding> findings = [];

    /// <summary>Checks it.</summary>
    /// <param name="progress">Told which notebook is being executed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The findings, by file.</returns>
    public async Task<IReadOnlyList<LintFinding>> CheckAsync(
        Action<string> progress,
        CancellationToken cancellationToken
    )
    {
        if (Units() is not { } units)
        {
            return findings;
        }

        MetadataRules.Check(File(MetadataRules.FileName), folder, units);
        var code = new CodeRules(new PwshCommands());
        foreach (var (path, kind) in units.SelectMany(Notebooks))
        {
            Check(path, kind, code);
        }

        foreach (var path in Directory.GetFiles(folder, "*.md"))
        {
            var text = System.IO.File.ReadAllText(path);
            Links.Check(File(Path.GetFileName(path)), path, text, [.. Links.Headings(text)], null);
        }

        if (runs)
        {
            await new RunRules(folder, timeLimit, File, progress).CheckAsync(units, cancellationToken);
        }

        return findings;
    }

    private static IEnumerable<(string Path, NotebookKind Kind)> Notebooks(CourseUnit unit) =>
        [
            (unit.Lesson, NotebookKind.Lesson),
            (unit.Exercise, NotebookKind.Exercise),
            (unit.Solution, NotebookKind.Solution),
        ];

    private LintFile File(string name) => new(name, findings);

    private IReadOnlyList<CourseUnit>? Units()
    {
        var file = File(MetadataRules.FileName);
        try
        {
            var text = System.IO.File.ReadAllText(Path.Combine(folder, MetadataRules.FileName));
            var units = CourseCatalogue.Parse(text);
            if (runs && !CourseCatalogue.Units.Select(Shape).SequenceEqual(units.Select(Shape)))
            {
                file.Error("This program was built with another course.json: 'dotnet build' first.");
                return null;
            }

            return units;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            file.Error($"It cannot be read: {e.Message}");
            return null;
        }
    }

    private static string Shape(CourseUnit unit) =>
        $"{unit.Number} {unit.Exercise} "
        + string.Join(' ', unit.Tasks.Select(task => $"{task.Id} {task.Points} {task.Unsolved}"))
        + string.Join(' ', unit.Traps.Select(trap => trap.Id));

    private void Check(string name, NotebookKind kind, CodeRules code)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        if (!System.IO.File.Exists(path))
        {
            return;
        }

        var file = File(name);
        try
        {
            var notebook = NotebookFile.Read(path);
            var headings = DocumentHeadings.Of(notebook);
            FormatRules.Check(file, notebook, kind);
            code.Check(file, notebook, kind);
            OutputRules.Check(file, notebook, kind);
            foreach (var cell in notebook.Cells.Where(cell => !cell.IsCode))
            {
                Links.Check(file, path, cell.Source, headings, cell.Number);
            }
        }
        catch (ReplicaException e)
        {
            file.Error(e.Message);
        }
    }
}

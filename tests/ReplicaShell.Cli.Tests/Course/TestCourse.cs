using System.Text.Json.Nodes;
using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests.Course;

/// <summary>A small course of one unit, as it should be; each test spoils one thing.</summary>
internal sealed class TestCourse : IDisposable
{
    public const string Lesson = "07-small.ipynb";
    public const string Exercise = "exercises/07-small.ipynb";
    public const string Solution = "solutions/07-small.ipynb";
    private readonly ScratchFolder _folder = new();

    public TestCourse()
    {
        Directory.CreateDirectory(_folder.File("exercises"));
        Directory.CreateDirectory(_folder.File("solutions"));
        WriteMetadata(_ => { });
        WriteLesson(_ => { });
        WriteCells(Exercise, TestNotebook.Prose("# Small"), TestNotebook.Code("// your turn"));
        WriteCells(Solution, TestNotebook.Prose("# Small"), TestNotebook.Code("1 + 1"));
    }

    public string Path => _folder.Path;

    public void Dispose() => _folder.Dispose();

    public string File(string name) => _folder.File(name);

    /// <summary>Runs the static part of the lint.</summary>
    public Task<ProgramResult> LintAsync() =>
        RunningProgram.RunAsync(
            ["course", "lint", Path, "--no-run"],
            "",
            ("REPLICASHELL_MODULE", RunningProgram.Module)
        );

    public void WriteMetadata(Action<JsonObject> spoil)
    {
        var task = new JsonObject
        {
            ["id"] = "a-task",
            ["title"] = "Do it.",
            ["points"] = 5,
            ["hints"] = new JsonArray("Look.", "Look there."),
            ["unsolved"] = "Nothing was done",
        };
        var unit = new JsonObject
        {
            ["number"] = 7,
            ["name"] = "small",
            ["title"] = "Small",
            ["goals"] = new JsonArray("Know it."),
            ["minutes"] = 15,
            ["lesson"] = Lesson,
            ["exercise"] = Exercise,
            ["solution"] = Solution,
            ["needs"] = new JsonObject(),
            ["tasks"] = new JsonArray(task),
            ["traps"] = new JsonArray(),
        };
        spoil(unit);
        _folder.Write("course.json", new JsonObject { ["units"] = new JsonArray(unit) }.ToJsonString());
    }

    /// <summary>Writes the lesson: a title, prose, and cells that were executed.</summary>
    public void WriteLesson(Action<List<JsonObject>> spoil)
    {
        List<JsonObject> cells =
        [
            TestNotebook.Prose("# Small\n\n[below](#the-end) and [here](exercises/07-small.ipynb)"),
        ];
        for (var i = 1; i <= 8; i++)
        {
            cells.Add(TestNotebook.Prose($"## Step {i}"));
            var code = TestNotebook.Code($"{i} + 1");
            code["execution_count"] = i;
            cells.Add(code);
        }

        cells.Add(TestNotebook.Prose("## The end"));
        spoil(cells);
        WriteCells(Lesson, [.. cells]);
    }

    public void WriteCells(string name, params JsonObject[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i]["id"] ??= $"cell-{i}";
        }

        var path = _folder.Write(name, TestNotebook.Of(cells));
        // As Jupyter would save it.
        var notebook = ReplicaShell.Kernel.Notebooks.NotebookFile.Read(path);
        ReplicaShell.Kernel.Notebooks.NotebookFile.Write(notebook, path);
    }
}

using System.Text.Json.Nodes;
using ReplicaShell.Core.Tests.Surroundings;

namespace ReplicaShell.Commands.Tests.Course;

/// <summary>Folders of learners, with notebooks as they might hand them in.</summary>
public sealed class Submissions : IDisposable
{
    /// <summary>The folder of all submissions.</summary>
    public string Folder { get; } = TestFolders.Create("rs-class-");

    private string Notes => Path.Combine(Folder, "homes");

    /// <summary>The homes in which the notebooks were executed.</summary>
    public IReadOnlyList<string> Homes => File.Exists(Notes) ? File.ReadAllLines(Notes) : [];

    /// <summary>Writes a learner's notebook of C# cells; the first of them also notes where it is executed.</summary>
    /// <returns>The learner's folder.</returns>
    public string Write(string learner, string notebook, params string[] cells)
    {
        cells[0] =
            $"File.AppendAllText(\"{Notes}\", Environment.GetEnvironmentVariable(\"REPLICASHELL_HOME\") + \"\\n\");\n"
            + cells[0];
        var folder = Directory.CreateDirectory(Path.Combine(Folder, learner)).FullName;
        var json = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select(Cell)]),
            ["metadata"] = new JsonObject
            {
                ["kernelspec"] = new JsonObject { ["name"] = "replicashell-csharp", ["display_name"] = "C#" },
            },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        File.WriteAllText(Path.Combine(folder, notebook), json.ToJsonString());
        return folder;
    }

    /// <inheritdoc/>
    public void Dispose() => TestFolders.Remove(Folder);

    private static JsonObject Cell(string source) =>
        new()
        {
            ["cell_type"] = "code",
            ["metadata"] = new JsonObject(),
            ["outputs"] = new JsonArray(),
            ["execution_count"] = null,
            ["source"] = source,
        };
}

using System.Text.Json.Nodes;
using ReplicaShell.Course.Tests.Surroundings;

namespace ReplicaShell.Course.Tests.Notebooks;

/// <summary>A notebook that Jupyter's nbconvert ran from its first to its last cell, in its own folder.</summary>
internal sealed class ExecutedNotebook
{
    private readonly JsonNode notebook;

    private ExecutedNotebook(JsonNode notebook) => this.notebook = notebook;

    /// <summary>All outputs, in the order of the cells.</summary>
    public IEnumerable<JsonNode> Outputs =>
        notebook["cells"]!.AsArray().SelectMany(cell => cell!["outputs"]?.AsArray() ?? []).Select(output => output!);

    /// <summary>How many pictures it shows.</summary>
    public int Pictures => Outputs.Count(output => output["data"]?["image/png"] is not null);

    /// <summary>Its text as people read it: streams and plain results.</summary>
    public string Text =>
        string.Concat(Outputs.Select(output => Lines(output["text"]) + Lines(output["data"]?["text/plain"]) + "\n"));

    /// <summary>Runs a notebook of the course; a cell that fails fails the test.</summary>
    /// <param name="name">Its path within the folder of the course.</param>
    public static async Task<ExecutedNotebook> RunAsync(string name)
    {
        Jupyter.Require(Jupyter.Program, "/usr/bin/jupyter-nbconvert");
        var target = Directory.CreateTempSubdirectory("rs-notebook-");
        try
        {
            string[] words = ["nbconvert", "--to", "notebook", "--execute", "--output-dir", target.FullName];
            var source = Path.Combine(InstalledKernels.Course, name);
            var (exit, output) = await Command.RunAsync(Jupyter.Program, [.. words, source]);
            Assert.True(exit == 0, output);
            var result = Path.Combine(target.FullName, Path.GetFileName(name));
            return new ExecutedNotebook(JsonNode.Parse(await File.ReadAllTextAsync(result, Token))!);
        }
        finally
        {
            target.Delete(recursive: true);
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Lines(JsonNode? text) =>
        text switch
        {
            null => "",
            JsonArray lines => string.Concat(lines.Select(line => (string)line!)),
            _ => (string)text!,
        };
}

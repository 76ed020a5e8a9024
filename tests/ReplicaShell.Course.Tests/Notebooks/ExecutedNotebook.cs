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

    /// <summary>The outputs as a browser shows them.</summary>
    public IReadOnlyList<string> Pages => [.. Outputs.Select(output => Lines(output["data"]?["text/html"]))];

    /// <summary>Its text as people read it: streams and plain results.</summary>
    public string Text =>
        string.Concat(Outputs.Select(output => Lines(output["text"]) + Lines(output["data"]?["text/plain"]) + "\n"));

    /// <summary>Runs a notebook of the course; a cell that fails fails the test.</summary>
    /// <param name="name">Its path within the folder of the course.</param>
    public static Task<ExecutedNotebook> RunAsync(string name) =>
        RunFileAsync(Path.Combine(InstalledKernels.Course, name));

    /// <summary>Runs a notebook; a cell that fails fails the test.</summary>
    /// <param name="source">Its path.</param>
    /// <param name="environment">Variables of Jupyter's and the kernel's.</param>
    public static async Task<ExecutedNotebook> RunFileAsync(
        string source,
        params (string Name, string Value)[] environment
    )
    {
        Jupyter.Require(Jupyter.Program, "/usr/bin/jupyter-nbconvert");
        var target = Directory.CreateTempSubdirectory("rs-notebook-");
        try
        {
            string[] words = ["nbconvert", "--to", "notebook", "--execute", "--output-dir", target.FullName];
            var (exit, output) = await Command.RunAsync(Jupyter.Program, [.. words, source], environment);
            Assert.True(exit == 0, output);
            var result = Path.Combine(target.FullName, Path.GetFileName(source));
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

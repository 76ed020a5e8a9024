using System.Text.Json.Nodes;

namespace ReplicaShell.Cli.Tests.Course;

/// <summary>Small notebooks, as a front end would save them.</summary>
internal static class TestNotebook
{
    /// <summary>A notebook with cells of code.</summary>
    public static string Of(params string[] code) => Of([.. code.Select(source => Code(source))]);

    /// <summary>A notebook with cells.</summary>
    public static string Of(JsonObject[] cells, string kernel = "replicashell-csharp") =>
        new JsonObject
        {
            ["cells"] = new JsonArray([.. cells]),
            ["metadata"] = new JsonObject
            {
                ["kernelspec"] = new JsonObject
                {
                    ["display_name"] = "ReplicaShell (C#)",
                    ["language"] = "C#",
                    ["name"] = kernel,
                },
            },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        }.ToJsonString();

    public static JsonObject Code(string source, params string[] tags) =>
        new()
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["metadata"] =
                tags.Length == 0
                    ? new JsonObject()
                    : new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => JsonValue.Create(tag))]) },
            ["outputs"] = new JsonArray(),
            ["source"] = source,
        };

    public static JsonObject Prose(string source) =>
        new()
        {
            ["cell_type"] = "markdown",
            ["metadata"] = new JsonObject(),
            ["source"] = source,
        };

    /// <summary>The cells of a notebook's file.</summary>
    public static IReadOnlyList<JsonObject> Cells(string path) =>
        [.. JsonNode.Parse(File.ReadAllText(path))!["cells"]!.AsArray().Select(cell => cell!.AsObject())];

    /// <summary>The text of a cell's outputs: streams, results, errors.</summary>
    public static string Text(JsonObject cell) =>
        string.Concat(
            (cell["outputs"]?.AsArray() ?? [])
                .SelectMany(output =>
                    (output!["text"] ?? output["data"]?["text/plain"] ?? output["traceback"])!.AsArray()
                )
                .Select(line => (string)line!)
        );
}

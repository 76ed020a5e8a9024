using System.Text.Json.Nodes;
using ReplicaShell.Kernel.Cells;

namespace ReplicaShell.Kernel.Installation;

/// <summary>A kernel as Jupyter knows it.</summary>
/// <param name="Name">Its name, which notebooks carry.</param>
/// <param name="Title">What people choose.</param>
/// <param name="Language">The language of a cell that says nothing else.</param>
internal sealed record KernelSpec(string Name, string Title, string Language)
{
    /// <summary>The file that describes a kernel, in the kernel's own folder.</summary>
    public const string FileName = "kernel.json";

    /// <summary>All there are.</summary>
    public static IReadOnlyList<KernelSpec> All { get; } =
    [
        new("replicashell-csharp", "ReplicaShell (C#)", CellParser.CSharp),
        new("replicashell-pwsh", "ReplicaShell (PowerShell)", CellParser.Pwsh),
    ];

    /// <summary>The file's path in a Jupyter data folder.</summary>
    public string PathIn(string data) => Path.Combine(data, "kernels", Name, FileName);

    /// <summary>The file's text.</summary>
    public string Text(KernelLauncher launcher)
    {
        string[] words = [.. launcher.Words, "kernel", "run", "-f", "{connection_file}", "--language", Language];
        var spec = new JsonObject
        {
            ["argv"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]),
            ["display_name"] = Title,
            ["language"] = Language == CellParser.Pwsh ? "powershell" : "C#",
            ["interrupt_mode"] = "message",
            ["env"] = new JsonObject(
                launcher.Environment.Select(one => KeyValuePair.Create<string, JsonNode?>(one.Key, one.Value))
            ),
            ["metadata"] = new JsonObject
            {
                ["debugger"] = false,
                ["replicashell"] = typeof(KernelSpec).Assembly.GetName().Version!.ToString(3),
            },
        };
        return spec.ToString() + "\n";
    }
}

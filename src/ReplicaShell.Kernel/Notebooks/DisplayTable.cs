using System.Text.Json.Nodes;

namespace ReplicaShell.Kernel.Notebooks;

/// <summary>Outputs by the name under which the kernel updates them, in whatever cell they stand.</summary>
internal sealed class DisplayTable
{
    private readonly Dictionary<string, List<JsonObject>> outputs = new(StringComparer.Ordinal);

    /// <summary>The name in a message; null for none.</summary>
    public static string? IdOf(JsonObject content) =>
        NotebookText.Of((content["transient"] as JsonObject)?["display_id"]);

    /// <summary>Makes an output known under a name; others of that name show the same from now on.</summary>
    public void Add(string id, JsonObject output)
    {
        if (!outputs.TryGetValue(id, out var named))
        {
            outputs[id] = named = [];
        }

        Update(id, output);
        named.Add(output);
    }

    /// <summary>Gives every output of that name other data.</summary>
    public void Update(string? id, JsonObject content)
    {
        foreach (var output in id is null ? [] : outputs.GetValueOrDefault(id) ?? [])
        {
            output["data"] = MimeBundle.ForFile(content["data"]);
            output["metadata"] = content["metadata"]?.DeepClone() ?? new JsonObject();
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReplicaShell.Kernel.Notebooks;

/// <summary>One value in several formats.</summary>
internal static class MimeBundle
{
    /// <summary>The bundle as a notebook's file holds it: what is text, as lines.</summary>
    public static JsonObject ForFile(JsonNode? data)
    {
        var bundle = data?.DeepClone() as JsonObject ?? [];
        foreach (var (mime, value) in bundle.Where(one => HasLines(one.Key)).ToList())
        {
            if (value?.GetValueKind() == JsonValueKind.String)
            {
                bundle[mime] = NotebookText.Lines(value.GetValue<string>());
            }
        }

        return bundle;
    }

    private static bool HasLines(string mime) =>
        mime.StartsWith("text/", StringComparison.Ordinal) || mime is "application/javascript" or "image/svg+xml";
}

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

    /// <summary>Removes displays that show nothing any more, such as a progress bar that was taken back.</summary>
    public static void RemoveEmpty(JsonArray outputs)
    {
        for (var i = outputs.Count - 1; i >= 0; i--)
        {
            if (
                outputs[i] is JsonObject output
                && NotebookText.Of(output["output_type"]) == "display_data"
                && IsEmpty(output)
            )
            {
                outputs.RemoveAt(i);
            }
        }
    }

    private static bool IsEmpty(JsonObject output) =>
        output["data"] is JsonObject data && data.All(one => NotebookText.Of(one.Value) == "");

    private static bool HasLines(string mime) =>
        mime.StartsWith("text/", StringComparison.Ordinal) || mime is "application/javascript" or "image/svg+xml";
}

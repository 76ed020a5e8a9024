using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;

namespace ReplicaShell.Kernel;

/// <summary>How values are shown: what the formatters that are registered make of them.</summary>
internal static class KernelViews
{
    /// <summary>What is displayed of a value, each with its metadata; of null the word.</summary>
    public static IReadOnlyList<(JsonObject Data, JsonObject? Metadata)> Bundles(object? value) =>
        [(value is null ? new JsonObject { ["text/plain"] = "null" } : Of(value), null)];

    /// <summary>The value by mime type.</summary>
    public static JsonObject Of(object value)
    {
        var bundle = new JsonObject { ["text/plain"] = value.ToDisplayString("text/plain") };
        if (value is not (string or IFormattable))
        {
            foreach (var mime in Formatter.GetPreferredMimeTypesFor(value.GetType()).Where(one => one != "text/plain"))
            {
                bundle[mime] = value.ToDisplayString(mime);
            }
        }

        return bundle;
    }
}

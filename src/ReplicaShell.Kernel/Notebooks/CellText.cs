using System.Text.Json.Nodes;

namespace ReplicaShell.Kernel.Notebooks;

/// <summary>What a cell has shown, as plain text.</summary>
internal static class CellText
{
    /// <summary>Streams, results and errors; of a value that is only a picture nothing.</summary>
    public static string Of(NotebookCell cell) => string.Concat(cell.Outputs.OfType<JsonObject>().Select(Of));

    /// <summary>The same of one output.</summary>
    public static string Of(JsonObject output) =>
        NotebookText.Of(output["output_type"]) switch
        {
            "stream" => NotebookText.Of(output["text"]) ?? "",
            "error" => string.Join('\n', (output["traceback"] as JsonArray ?? []).Select(NotebookText.Of)) + "\n",
            _ => NotebookText.Of((output["data"] as JsonObject)?["text/plain"]) is { } text ? text + "\n" : "",
        };
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReplicaShell.Kernel.Notebooks;

/// <summary>One cell of a notebook; what it says and does not know stays as it is.</summary>
/// <param name="json">The cell in the notebook.</param>
/// <param name="number">Its place in the notebook, from 1, prose included.</param>
internal sealed class NotebookCell(JsonObject json, int number)
{
    /// <summary>The tag of a cell that may fail.</summary>
    public const string MayFailTag = "raises-exception";

    /// <summary>The tag of a cell that is not executed.</summary>
    public const string SkipTag = "skip-execution";

    /// <summary>Its place in the notebook, from 1, prose included.</summary>
    public int Number => number;

    /// <summary>Its name, which stays when cells are moved; empty in a notebook older than format 4.5.</summary>
    public string Id => NotebookText.Of(json["id"]) ?? "";

    /// <summary>Whether it is code; else it is prose.</summary>
    public bool IsCode => NotebookText.Of(json["cell_type"]) == "code";

    /// <summary>Its text.</summary>
    public string Source => NotebookText.Of(json["source"]) ?? "";

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags =>
        (json["metadata"] as JsonObject)?["tags"] is JsonArray tags
            ? [.. tags.Select(NotebookText.Of).OfType<string>()]
            : [];

    /// <summary>Whether its failure is no failure of the notebook.</summary>
    public bool MayFail => Tags.Contains(MayFailTag);

    /// <summary>Whether it is code that is executed.</summary>
    public bool IsExecuted => IsCode && !string.IsNullOrWhiteSpace(Source) && !Tags.Contains(SkipTag);

    /// <summary>Its number in the order of execution; null before that, and for prose.</summary>
    public int? ExecutionCount
    {
        get => json["execution_count"]?.GetValueKind() == JsonValueKind.Number ? (int?)json["execution_count"] : null;
        set => json["execution_count"] = value;
    }

    /// <summary>What it has shown, as the file holds it; empty for prose.</summary>
    public JsonArray Outputs
    {
        get => json["outputs"] as JsonArray ?? [];
        set => json["outputs"] = value;
    }

    /// <summary>The cell in the notebook.</summary>
    internal JsonObject Json => json;
}

using System.Text.Json.Nodes;

namespace ReplicaShell.Kernel.Notebooks;

/// <summary>A notebook of format 4.5.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Json">All that the file holds.</param>
/// <param name="Cells">Its cells, in their order.</param>
internal sealed record Notebook(string Path, JsonObject Json, IReadOnlyList<NotebookCell> Cells)
{
    /// <summary>The name of its file.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The name of the kernel that it asks for; null where it names none.</summary>
    public string? KernelName => NotebookText.Of((Metadata["kernelspec"] as JsonObject)?["name"]);

    /// <summary>What the notebook says of itself.</summary>
    public JsonObject Metadata => (JsonObject)Json["metadata"]!;
}

namespace ReplicaShell.Kernel.Cells;

/// <summary>What can stand at the cursor.</summary>
/// <param name="Matches">The texts.</param>
/// <param name="Start">The offset of the text that they replace.</param>
/// <param name="End">The offset of its end.</param>
internal sealed record Completions(IReadOnlyList<string> Matches, int Start, int End);

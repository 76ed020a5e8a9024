namespace ReplicaShell.Kernel.Cells;

/// <summary>A piece of a cell in one language, or a request to share a variable.</summary>
/// <param name="Language">The language that runs it, or that receives the variable.</param>
/// <param name="Code">The code; its lines stand where they stand in the cell.</param>
/// <param name="Start">The offset in the cell at which it starts.</param>
/// <param name="Share">What is shared; null for code.</param>
internal sealed record CellPart(string Language, string Code, int Start, SharedVariable? Share = null);

namespace ReplicaShell.Kernel.Languages.References;

/// <summary>A line <c>#r "…"</c> or <c>#i "…"</c> of a cell.</summary>
/// <param name="Kind"><c>r</c> for a reference, <c>i</c> for a source of packages.</param>
/// <param name="Argument">What stands between the quotes.</param>
internal sealed record ReferenceDirective(char Kind, string Argument);

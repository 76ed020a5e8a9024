namespace ReplicaShell.Plotting.Reports;

/// <summary>A post-mortem: what happened in a line, and section by section what one can see of it.</summary>
/// <param name="Title">The headline.</param>
/// <param name="Summary">What a colleague must know who reads no further.</param>
/// <param name="Sections">The rest.</param>
internal sealed record Report(string Title, string Summary, IReadOnlyList<Section> Sections);

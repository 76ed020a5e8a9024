namespace ReplicaShell.Plotting.Reports;

/// <summary>A part of a report with a heading.</summary>
internal sealed record Section(string Heading, params IReadOnlyList<IBlock> Blocks);

namespace ReplicaShell.Plotting.Reports;

/// <summary>Sentences.</summary>
internal sealed record Paragraph(string Text) : IBlock;

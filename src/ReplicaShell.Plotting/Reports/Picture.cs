namespace ReplicaShell.Plotting.Reports;

/// <summary>A picture.</summary>
internal sealed record Picture(InlinePicture Image) : IBlock;

namespace ReplicaShell.Plotting.Reports;

/// <summary>A part of a section, whatever the report is written as.</summary>
internal interface IBlock;

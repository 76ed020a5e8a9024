namespace ReplicaShell.Topology;

/// <summary>How far a long operation has come.</summary>
/// <param name="Step">What is being done, in a few words.</param>
/// <param name="Percent">How much of the whole is done, 0 to 100; null when that cannot be told.</param>
public readonly record struct ProgressReport(string Step, int? Percent = null);

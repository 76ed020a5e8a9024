namespace ReplicaShell.Engines.Local.Processes;

/// <summary>One process as the operating system lists it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Parent">Its parent's number.</param>
/// <param name="Frozen">Whether it was stopped by a signal.</param>
/// <param name="Gone">Whether it has ended and only waits to be collected by its parent.</param>
internal readonly record struct ProcessEntry(int Id, int Parent, bool Frozen, bool Gone);

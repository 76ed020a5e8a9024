namespace ReplicaShell.Engines.Local.Network;

/// <summary>The way of a witness.</summary>
/// <param name="Port">The port at which it begins.</param>
/// <param name="Node">The node that it leads to.</param>
internal sealed record PlannedWitness(int Port, string Node);

namespace ReplicaShell.Kernel.Cells;

/// <summary>What <c>#!share</c> asks for.</summary>
internal sealed record SharedVariable(string From, string Name, string As);

namespace ReplicaShell.Drills.SplitBrain;

/// <summary>A decree to be written.</summary>
/// <param name="Seal">Its seal, which no other write has.</param>
/// <param name="Sql">The statement, whose only parameter is the seal.</param>
internal sealed record DecreeWrite(int Seal, string Sql);

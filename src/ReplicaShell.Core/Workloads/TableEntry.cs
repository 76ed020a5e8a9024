namespace ReplicaShell.Workloads;

/// <summary>A relation as the server's catalogue names it.</summary>
/// <param name="Oid">Its number.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">pg_class.relkind.</param>
/// <param name="Persistence">pg_class.relpersistence.</param>
internal sealed record TableEntry(uint Oid, string Schema, string Name, char Kind, char Persistence);

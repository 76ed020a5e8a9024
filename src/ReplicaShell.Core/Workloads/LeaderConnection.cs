using Npgsql;

namespace ReplicaShell.Workloads;

/// <summary>An open connection and the node it leads to.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Connection">The connection; whoever asked for it closes it.</param>
public readonly record struct LeaderConnection(string Node, NpgsqlConnection Connection);

namespace ReplicaShell.Routing;

/// <summary>A column of a result.</summary>
/// <param name="Name">Its name, made unique within the result.</param>
/// <param name="TypeName">Its type as PostgreSQL names it.</param>
public sealed record QueryColumn(string Name, string TypeName);

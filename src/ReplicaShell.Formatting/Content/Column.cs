namespace ReplicaShell.Formatting.Content;

/// <summary>A column of a table of equals.</summary>
/// <param name="Head">Its head, with the unit.</param>
/// <param name="Value">What stands in it.</param>
/// <param name="IsNumber">Whether digits stand below digits, at the right.</param>
internal sealed record Column<T>(string Head, Func<T, Cell> Value, bool IsNumber = false);

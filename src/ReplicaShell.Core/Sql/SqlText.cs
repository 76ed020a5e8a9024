namespace ReplicaShell.Sql;

/// <summary>
/// The one place where names and values become part of SQL text. Values are parameters wherever the server allows it;
/// utility statements (CREATE ROLE, ALTER SYSTEM) do not.
/// </summary>
public static class SqlText
{
    /// <summary>A name as a quoted identifier.</summary>
    /// <exception cref="ArgumentException">The name is empty or holds a NUL, which no server accepts.</exception>
    public static string Identifier(string name) =>
        $"\"{Checked(name).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text as a quoted literal; the server must have standard_conforming_strings on, its default.</summary>
    /// <exception cref="ArgumentException">The text holds a NUL.</exception>
    public static string Literal(string text) =>
        text.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException("A text for SQL cannot hold a NUL.", nameof(text))
            : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Checked(string name) =>
        name.Length == 0 || name.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException("A name for SQL cannot be empty or hold a NUL.", nameof(name))
            : name;
}

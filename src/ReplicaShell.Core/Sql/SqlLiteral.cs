namespace ReplicaShell.Sql;

/// <summary>
/// The one place where values become part of SQL text. They are parameters wherever the server allows it; utility
/// statements (CREATE ROLE, ALTER SYSTEM) do not.
/// </summary>
public static class SqlLiteral
{
    /// <summary>A text as a quoted literal; the server must have standard_conforming_strings on, its default.</summary>
    /// <exception cref="ArgumentException">The text holds a NUL, which no server accepts.</exception>
    public static string Quote(string text) =>
        text.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException("A text for SQL cannot hold a NUL.", nameof(text))
            : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}

namespace ReplicaShell.Sql;

/// <summary>The one place where names become SQL.</summary>
public static class SqlIdentifier
{
    /// <summary>The name in double quotes, so that the server takes it as it stands, whatever it contains.</summary>
    /// <exception cref="ArgumentException">It is empty or has a character that no name in PostgreSQL can have.</exception>
    public static string Quote(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A name in PostgreSQL cannot contain the character 0.", nameof(name));
        }

        return $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>The name with its schema, both quoted.</summary>
    /// <inheritdoc cref="Quote(string)"/>
    public static string Quote(string schema, string name) => $"{Quote(schema)}.{Quote(name)}";
}

namespace ReplicaShell.Wire;

/// <summary>A connection cannot be made or has been lost; the session is of no more use.</summary>
internal sealed class WireException(string message, string? sqlState = null, Exception? innerException = null)
    : IOException(message, innerException)
{
    /// <summary>The server's SQLSTATE; null where the failure is not the server's answer.</summary>
    public string? SqlState { get; } = sqlState;

    /// <summary>Whether the server turned the user or the database away, which no repetition mends.</summary>
    public bool IsRefusal =>
        SqlState is { } state && (state.StartsWith("28", StringComparison.Ordinal) || state == "3D000");
}

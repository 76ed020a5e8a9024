using Npgsql;
using ReplicaShell.History;

namespace ReplicaShell.Workloads;

/// <summary>What an exception says about the operation that it ended.</summary>
internal static class OutcomeRules
{
    /// <summary>The outcome of a write that may have been sent when this was thrown.</summary>
    public static OperationResult OfWrite(Exception exception) =>
        ServerError(exception) is { InvariantSeverity: "ERROR" } error
            // An ERROR ends the transaction before its commit; a cancelled wait for replication is none, but a notice.
            ? new OperationResult(
                Outcome.Failed,
                Text(exception),
                error.SqlState != PostgresErrorCodes.ReadOnlySqlTransaction
            )
        : exception is InvalidOperationException
            // The driver saw that the connection is closed and sent nothing.
            ? new OperationResult(Outcome.Failed, Text(exception), false)
        : new OperationResult(Outcome.Unknown, Text(exception), false);

    /// <summary>The outcome of a read, which changes nothing: not answered is failed.</summary>
    public static OperationResult OfRead(Exception exception) =>
        new(Outcome.Failed, Text(exception), ServerError(exception) is { InvariantSeverity: "ERROR" });

    /// <summary>A short text without the details that would make every error a different one.</summary>
    public static string Text(Exception exception) =>
        ServerError(exception) is { } error ? $"{error.SqlState}: {error.MessageText}"
        : exception is NpgsqlException { InnerException: { } cause } ? $"{exception.Message}: {cause.Message}"
        : exception.Message;

    // The driver wraps the server's answer when the client's own cancellation caused it.
    private static PostgresException? ServerError(Exception exception) =>
        exception as PostgresException ?? exception.InnerException as PostgresException;
}

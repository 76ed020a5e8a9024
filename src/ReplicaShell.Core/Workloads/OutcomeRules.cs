using Npgsql;
using ReplicaShell.History;
using ReplicaShell.Wire;

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

    /// <summary>The outcome of an operation that the server answered with an error.</summary>
    public static OperationResult OfAnswer(OperationKind kind, WireError error) =>
        error.EndsStatementOnly
            ? new OperationResult(
                Outcome.Failed,
                error.ToString(),
                kind == OperationKind.Read || error.SqlState != PostgresErrorCodes.ReadOnlySqlTransaction
            )
            : OfSilence(kind, error.ToString());

    /// <summary>The outcome of an operation that was sent and not answered: a read that was not answered has changed nothing.</summary>
    public static OperationResult OfSilence(OperationKind kind, string error) =>
        new(kind == OperationKind.Read ? Outcome.Failed : Outcome.Unknown, error, ConnectionUsable: false);

    /// <summary>The outcome of a write whose wait for a synchronous follower was given up, which the server reports as a success.</summary>
    public static OperationResult SynchronousWaitEnded { get; } =
        new(
            Outcome.Unknown,
            "the wait for synchronous replication was cancelled: committed on the leader, perhaps nowhere else",
            ConnectionUsable: true
        );

    /// <summary>
    /// Whether a notice says that. SyncRepWaitForLSN is the server's function that waits; its name does not depend on
    /// lc_messages, the text does.
    /// </summary>
    public static bool TellsOfEndedWait(string? routine, string text) =>
        routine == "SyncRepWaitForLSN"
        || text.StartsWith("canceling wait for synchronous replication", StringComparison.OrdinalIgnoreCase);

    /// <summary>A short text without the details that would make every error a different one.</summary>
    public static string Text(Exception exception) =>
        ServerError(exception) is { } error ? $"{error.SqlState}: {error.MessageText}"
        : exception is WireException { SqlState: { } state } ? $"{state}: {exception.Message}"
        : exception is WireException { InnerException: { } reason }
            ? $"{exception.Message.TrimEnd('.')}: {reason.Message}"
        : exception is NpgsqlException { InnerException: { } cause } ? $"{exception.Message}: {cause.Message}"
        : exception.Message;

    // The driver wraps the server's answer when the client's own cancellation caused it.
    private static PostgresException? ServerError(Exception exception) =>
        exception as PostgresException ?? exception.InnerException as PostgresException;
}

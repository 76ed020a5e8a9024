using System.Data.Common;
using System.Management.Automation;
using System.Net.Sockets;
using System.Reflection;
using ReplicaShell.Errors;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>Turns what the core throws into what PowerShell shows: an ErrorId that scripts can rely on, and advice.</summary>
internal static class ErrorRecords
{
    private const string DefectAdvice =
        "This case was not foreseen. Run the command again with -Verbose; if it fails again, report it with the output of "
        + "'Get-Error'.";

    /// <summary>Whether the engine itself threw it (a stop, a break, a script's own error): such pass unchanged.</summary>
    internal static bool IsOfTheEngine(Exception exception) =>
        exception.GetType().Assembly == typeof(PSCmdlet).Assembly;

    /// <summary>Makes the record of an exception.</summary>
    /// <param name="exception">What happened; wrappers around a single cause are taken off.</param>
    /// <returns>The record; the exception itself is in it.</returns>
    internal static ErrorRecord From(Exception exception)
    {
        Exception cause = Unwrap(exception);
        (string id, ErrorCategory category, string? advice) = Classify(cause);
        ErrorRecord record = new(cause, id, category, (cause as ReplicaException)?.Target);
        if (advice is not null)
        {
            // Our own messages say themselves what to do: the engine shows both, and twice would be once too often.
            record.ErrorDetails = new ErrorDetails(cause.Message) { RecommendedAction = advice };
        }

        return record;
    }

    private static (string Id, ErrorCategory Category, string? Advice) Classify(Exception cause) =>
        cause switch
        {
            ReplicaException replica => (replica.ErrorId, CategoryOf(replica.Category), null),
            // Npgsql's exceptions by their base class: naming Npgsql here would load it for every error.
            DbException { SqlState: not null } => ("SqlFailed", ErrorCategory.InvalidResult, null),
            DbException or SocketException or IOException { InnerException: SocketException } => (
                "NodeUnreachable",
                ErrorCategory.ResourceUnavailable,
                "See the state of the nodes with 'Get-ReplicaNode'; start a stopped one with 'Start-ReplicaNode'."
            ),
            UnauthorizedAccessException => ("DataFolderUnusable", ErrorCategory.PermissionDenied, FolderAdvice),
            IOException => ("DataFolderUnusable", ErrorCategory.ResourceUnavailable, FolderAdvice),
            OperationCanceledException or TimeoutException => (
                "UnexpectedError",
                ErrorCategory.OperationTimeout,
                DefectAdvice
            ),
            _ => ("UnexpectedError", ErrorCategory.NotSpecified, DefectAdvice),
        };

    private const string FolderAdvice =
        "Make sure that the folder named above exists, that you may write to it, and that its disk is not full.";

    /// <summary>The core's categories are named after the engine's; a test holds them to that.</summary>
    private static ErrorCategory CategoryOf(ReplicaErrorCategory category) =>
        Enum.Parse<ErrorCategory>(category.ToString());

    private static Exception Unwrap(Exception exception) =>
        exception switch
        {
            AggregateException { InnerExceptions: [{ } only] } => Unwrap(only),
            TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
            _ => exception,
        };
}

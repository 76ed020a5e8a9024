using Npgsql;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Local.Files;

/// <summary>Tells a full or read-only disk from other failures: it shows in many forms, depending on who meets it first.</summary>
internal static class DiskFault
{
    // What the C library says; PostgreSQL's programs and servers repeat it, in English as they are told to.
    private static readonly string[] Words =
    [
        "No space left on device",
        "Read-only file system",
        "Disk quota exceeded",
        "There is not enough space on the disk",
    ];

    /// <summary>What is wrong with the disk when that is behind a failure, else null.</summary>
    public static string? Behind(Exception failure) =>
        failure switch
        {
            ReplicaException { ErrorId: nameof(EngineErrors.DataFolderUnusable) } => null,
            AggregateException several => several.InnerExceptions.Select(Behind).FirstOrDefault(why => why is not null),
            IOException or UnauthorizedAccessException => failure.Message,
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } full => full.MessageText,
            ReplicaException => In(failure.Message),
            _ => null,
        };

    /// <summary>What a text, such as the end of a log, says of the disk; null when it says nothing.</summary>
    public static string? In(string text) =>
        Words.FirstOrDefault(words => text.Contains(words, StringComparison.Ordinal));
}

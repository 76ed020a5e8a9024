using System.Text.Json;
using ReplicaShell.Errors;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Engines.Local.Files;

/// <summary>
/// One file of state: read as a whole, replaced as a whole. It is read without giving up the thread: the file is small, and
/// on Linux an asynchronous read is a synchronous one on another thread, after which every caller's code is compiled again.
/// </summary>
internal static class StateFile
{
    /// <summary>What the file holds; null when there is none.</summary>
    /// <exception cref="ReplicaException"><c>PairStateUnreadable</c>.</exception>
    public static Task<T?> ReadAsync<T>(string path, StateFormat<T> format, CancellationToken cancellationToken)
        where T : class =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<T?>(cancellationToken)
            : Task.FromResult(Read(path, format));

    private static T? Read<T>(string path, StateFormat<T> format)
        where T : class
    {
        try
        {
            return format.Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is JsonException or UnauthorizedAccessException)
        {
            throw EngineErrors.PairStateUnreadable(path, e);
        }
    }

    /// <summary>Replaces the file.</summary>
    public static void Write<T>(string path, T content, StateFormat<T> format)
        where T : class => PrivateFile.Write(path, format.ToBytes(content));
}

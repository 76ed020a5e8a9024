using System.Text.Json;
using ReplicaShell.Errors;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Engines.Local.Files;

/// <summary>One file of state: read as a whole, replaced as a whole.</summary>
internal static class StateFile
{
    /// <summary>What the file holds; null when there is none.</summary>
    /// <exception cref="ReplicaException"><c>PairStateUnreadable</c>.</exception>
    public static async Task<T?> ReadAsync<T>(string path, StateFormat<T> format, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var content = await File.ReadAllBytesAsync(path, cancellationToken);
            return format.Parse(content);
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

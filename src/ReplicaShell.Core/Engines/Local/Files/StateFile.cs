using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ReplicaShell.Errors;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Engines.Local.Files;

/// <summary>One file of state: read as a whole, replaced as a whole.</summary>
internal static class StateFile
{
    /// <summary>What the file holds; null when there is none.</summary>
    /// <exception cref="ReplicaException"><c>PairStateUnreadable</c>.</exception>
    public static async Task<T?> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var content = await File.ReadAllBytesAsync(path, cancellationToken);
            return JsonSerializer.Deserialize(content, type);
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
    public static void Write<T>(string path, T content, JsonTypeInfo<T> type) =>
        PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(content, type));
}

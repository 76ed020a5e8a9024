using System.Globalization;
using System.Text.Json;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>
/// The versions of server programs that were asked before. To ask one is to load it with all its libraries, which takes
/// almost as long as half a server's start. A program that was replaced is asked again.
/// </summary>
/// <param name="layout">Where templates lie; what is known is kept beside them, and nothing as long as there are none.</param>
internal sealed class KnownVersions(LocalLayout layout)
{
    private string Path => System.IO.Path.Combine(layout.Templates, "versions.json");

    /// <summary>What the program said of its version; null when it was never asked, or is another by now.</summary>
    public async Task<string?> FindAsync(string program, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).GetValueOrDefault(Key(program));

    /// <summary>Keeps what it said. A folder that cannot be written to only costs the time to ask again.</summary>
    public async Task KeepAsync(string program, string version, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(layout.Templates))
        {
            return;
        }

        try
        {
            var known = new Dictionary<string, string>(await ReadAsync(cancellationToken));
            if (!known.TryAdd(Key(program), version))
            {
                return;
            }

            StateFile.Write(Path, known, StateJson.Texts);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As said above.
        }
    }

    /// <summary>What tells a program from the one that will replace it.</summary>
    public static string Key(string program)
    {
        var file = new FileInfo(program);
        return string.Create(CultureInfo.InvariantCulture, $"{program}|{file.Length}|{file.LastWriteTimeUtc:O}");
    }

    private async Task<Dictionary<string, string>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await StateFile.ReadAsync(Path, StateJson.Texts, cancellationToken) ?? [];
        }
        catch (Exception e) when (e is IOException or ReplicaException or JsonException)
        {
            return [];
        }
    }
}

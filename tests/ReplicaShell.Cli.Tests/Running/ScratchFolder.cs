using System.Collections.Concurrent;

namespace ReplicaShell.Cli.Tests.Running;

/// <summary>A folder of a test's own, gone at its end.</summary>
public sealed class ScratchFolder : IDisposable
{
    private static readonly ConcurrentBag<string> Made = [];

    /// <summary>Makes it.</summary>
    public ScratchFolder() => Made.Add(Path);

    /// <summary>The paths of all that were made, most of which are gone.</summary>
    internal static IEnumerable<string> All => Made;

    /// <summary>The folder's full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("replicashell-cli-").FullName;

    /// <summary>The full path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}

using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Local.Link;

/// <summary>
/// Finds a program that can run the link: the <c>dotnet</c> host, or, where there is none, the pwsh that is running,
/// which brings its own .NET.
/// </summary>
internal static class LinkHostLocator
{
    private const string Library = "ReplicaShell.Link.dll";

    /// <summary>How to run the link here.</summary>
    /// <exception cref="ReplicaException"><c>LinkHostNotFound</c>.</exception>
    public static LinkCommand Find()
    {
        var library =
            LibraryCandidates().FirstOrDefault(File.Exists)
            ?? throw LinkErrors.LinkHostNotFound($"{Library} is not beside ReplicaShell.Core.dll");
        return Find(library, DotnetHost.Candidates(), Environment.ProcessPath);
    }

    /// <summary>The first of <paramref name="dotnets"/> that exists, else the running process if it is pwsh.</summary>
    /// <exception cref="ReplicaException"><c>LinkHostNotFound</c>.</exception>
    public static LinkCommand Find(string library, IEnumerable<string> dotnets, string? running)
    {
        if (dotnets.FirstOrDefault(File.Exists) is { } dotnet)
        {
            return new LinkCommand(dotnet, folder => [library, folder]);
        }
        return IsNamed(running, "pwsh")
            ? new LinkCommand(
                running!,
                folder => ["-NoProfile", "-NonInteractive", "-Command", Script(library, folder)]
            )
            : throw LinkErrors.LinkHostNotFound("no `dotnet` was found, and this is not pwsh");
    }

    /// <summary>What pwsh runs: the entry point of the library, with the folder, in pwsh's own process.</summary>
    public static string Script(string library, string folder) =>
        $"exit [Reflection.Assembly]::LoadFrom({Quoted(library)}).EntryPoint.Invoke($null, "
        + $"[object[]]@(, [string[]]@({Quoted(folder)})))";

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static IEnumerable<string> LibraryCandidates()
    {
        // Empty when the assembly was loaded from memory.
        if (Path.GetDirectoryName(typeof(LinkHostLocator).Assembly.Location) is { Length: > 0 } beside)
        {
            yield return Path.Combine(beside, Library);
        }
        yield return Path.Combine(AppContext.BaseDirectory, Library);
    }

    private static bool IsNamed(string? path, string name) =>
        string.Equals(Path.GetFileNameWithoutExtension(path), name, StringComparison.OrdinalIgnoreCase);
}

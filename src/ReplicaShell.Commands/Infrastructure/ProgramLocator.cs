using System.Reflection;
using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Errors;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>
/// Finds the program <c>replicashell</c> for cmdlets that need it: the one that runs this module, the one that was built or
/// packed with it, else the one on the PATH.
/// </summary>
internal static class ProgramLocator
{
    /// <summary>The environment variable that names the program, or its assembly.</summary>
    public const string Variable = "REPLICASHELL_PROGRAM";

    private const string Library = "ReplicaShell.Cli.dll";

    /// <summary>How to run it here.</summary>
    /// <exception cref="ReplicaException"><c>ProgramNotFound</c>, <c>DotnetNotFound</c>.</exception>
    public static ProgramCommand Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return File.Exists(named)
                ? At(Path.GetFullPath(named))
                : throw ProgramErrors.ProgramNotFound($"{Variable} names '{named}', which does not exist");
        }

        var found = OfThisProcess() ?? OfThisModule() ?? OnPath();
        return found is null
            ? throw ProgramErrors.ProgramNotFound("it is neither beside the module nor on the PATH")
            : At(found);
    }

    private static ProgramCommand At(string path) =>
        !path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            ? new ProgramCommand(path, [])
            : new ProgramCommand(DotnetHost.Find() ?? throw ProgramErrors.DotnetNotFound(path), [path]);

    // A tool's shim starts the program in its own process: it, and not what it starts, outlives an update.
    private static string? OfThisProcess()
    {
        var entry = Assembly.GetEntryAssembly()?.Location;
        if (Path.GetFileName(entry) != Library)
        {
            return null;
        }

        var process = Environment.ProcessPath;
        return Path.GetFileNameWithoutExtension(process) is "replicashell" or "ReplicaShell.Cli" ? process : entry;
    }

    private static string? OfThisModule()
    {
        // MODULE/bin/lib; the module lies in the repository, or in the folder "modules" beside the program.
        var lib = Path.GetDirectoryName(typeof(ProgramLocator).Assembly.Location)!;
        var home = Path.GetFullPath(Path.Combine(lib, "..", "..", "..", ".."));
        var packed = Path.Combine(home, Library);
        var built = new DirectoryInfo(Path.Combine(home, "src", "ReplicaShell.Cli", "bin"));
        return File.Exists(packed) ? packed
            : built.Exists
                ? built
                    .EnumerateFiles(Library, SearchOption.AllDirectories)
                    .OrderByDescending(file => file.LastWriteTimeUtc)
                    .FirstOrDefault()
                    ?.FullName
            : null;
    }

    private static string? OnPath()
    {
        var name = OperatingSystem.IsWindows() ? "replicashell.exe" : "replicashell";
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}

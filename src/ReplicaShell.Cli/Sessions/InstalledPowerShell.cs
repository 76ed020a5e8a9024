using System.Diagnostics;
using System.Runtime.Loader;

namespace ReplicaShell.Cli.Sessions;

/// <summary>
/// An installed PowerShell of the engine's own version. Its modules (Microsoft.PowerShell.Utility and the rest) and the
/// assemblies that they name load into the engine hosted here; those of another version would not fit it.
/// </summary>
/// <param name="Folder">The folder of its program and assemblies: its <c>$PSHOME</c>.</param>
/// <param name="Version">The version of its engine.</param>
internal sealed record InstalledPowerShell(string Folder, Version Version)
{
    /// <summary>The environment variable that names the folder of a PowerShell.</summary>
    public const string Variable = "REPLICASHELL_PWSH";

    private static readonly Version Wanted = new(7, 6);

    /// <summary>The folder of its modules.</summary>
    public string Modules => Path.Combine(Folder, "Modules");

    /// <summary>Its version is the one that the engine hosted here can take modules from.</summary>
    public bool Fits => Version.Major == Wanted.Major && Version.Minor == Wanted.Minor;

    /// <summary>
    /// Finds an installation: the one that <see cref="Variable"/> names, the first that fits on the PATH or in the usual
    /// folders, else the first of any version; null when there is none.
    /// </summary>
    public static InstalledPowerShell? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return At(named);
        }

        InstalledPowerShell? other = null;
        foreach (var folder in FoldersOnPath().Concat(UsualFolders()))
        {
            var found = At(folder);
            if (found is { Fits: true })
            {
                return found;
            }

            other ??= found;
        }

        return other;
    }

    /// <summary>Lets the modules find the assemblies that they name without a path, as in their own program.</summary>
    public void ServeAssemblies() =>
        AssemblyLoadContext.Default.Resolving += (context, name) =>
        {
            var path = Path.Combine(Folder, name.Name + ".dll");
            return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        };

    private static InstalledPowerShell? At(string folder)
    {
        var engine = Path.Combine(folder, "System.Management.Automation.dll");
        if (!File.Exists(engine) || !Directory.Exists(Path.Combine(folder, "Modules")))
        {
            return null;
        }

        var version = FileVersionInfo.GetVersionInfo(engine);
        return new(folder, new Version(version.FileMajorPart, version.FileMinorPart, version.FileBuildPart));
    }

    private static IEnumerable<string> FoldersOnPath()
    {
        var program = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            var path = Path.Combine(folder, program);
            if (folder.Length > 0 && File.Exists(path))
            {
                // The entry on the PATH is most often a link to the program.
                yield return Path.GetDirectoryName(Target(path)) ?? folder;
            }
        }
    }

    private static string Target(string path) =>
        new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;

    private static IEnumerable<string> UsualFolders()
    {
        if (OperatingSystem.IsWindows())
        {
            var programs = Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles);
            return [Path.Combine(programs, "PowerShell", "7")];
        }

        return
        [
            "/opt/microsoft/powershell/7",
            "/opt/microsoft/powershell/7-lts",
            "/usr/local/microsoft/powershell/7",
            "/usr/local/microsoft/powershell/7-lts",
            "/snap/powershell/current/opt/powershell",
        ];
    }
}

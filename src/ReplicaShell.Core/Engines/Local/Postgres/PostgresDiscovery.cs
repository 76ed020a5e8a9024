using System.Text.RegularExpressions;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>Finds PostgreSQL on this machine.</summary>
public static partial class PostgresDiscovery
{
    /// <summary>The environment variable that names an installation.</summary>
    public const string Variable = "REPLICASHELL_POSTGRES";

    /// <summary>Every supported installation, in the order in which it would be taken.</summary>
    public static async Task<IReadOnlyList<PostgresInstallation>> FindAllAsync(CancellationToken cancellationToken)
    {
        var found = new List<PostgresInstallation>();
        var folders = PostgresFolders.All(LocalLayout.Default()).Where(PostgresInstallation.IsIn).Select(Resolve);
        foreach (var folder in folders.Distinct())
        {
            if (await TryReadAsync(folder, cancellationToken) is { IsSupported: true } installation)
            {
                found.Add(installation);
            }
        }

        return found;
    }

    /// <summary>The installation that a new pair uses: the one that was asked for, else the first that is found.</summary>
    /// <param name="path">A folder of programs, or one with a folder <c>bin</c>; null to look for one.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ReplicaException"><c>PostgresNotFound</c>, <c>UnsupportedVersion</c>.</exception>
    public static async Task<PostgresInstallation> FindAsync(string? path, CancellationToken cancellationToken)
    {
        var named = path ?? Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            var folder = new[] { named, Path.Combine(named, "bin") }
                .Select(Path.GetFullPath)
                .FirstOrDefault(PostgresInstallation.IsIn);
            var installation =
                (folder is null ? null : await TryReadAsync(Resolve(folder), cancellationToken))
                ?? throw EngineErrors.PostgresNotFound(named);
            return installation.IsSupported
                ? installation
                : throw EngineErrors.UnsupportedVersion(named, installation.Version);
        }

        return await FirstAsync(TryReadAsync, cancellationToken) ?? throw EngineErrors.PostgresNotFound();
    }

    /// <summary>The same among those whose version is known already: no program is asked.</summary>
    internal static Task<PostgresInstallation?> FindKnownAsync(CancellationToken cancellationToken) =>
        FirstAsync(RememberAsync, cancellationToken);

    private static async Task<PostgresInstallation?> FirstAsync(
        Func<string, CancellationToken, Task<PostgresInstallation?>> read,
        CancellationToken cancellationToken
    )
    {
        foreach (var folder in PostgresFolders.All(LocalLayout.Default()).Where(PostgresInstallation.IsIn))
        {
            if (await read(Resolve(folder), cancellationToken) is { IsSupported: true } installation)
            {
                return installation;
            }
        }

        return null;
    }

    // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
    [GeneratedRegex(@"\(PostgreSQL\) ((\d+\S*).*)", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();

    /// <summary>A folder of links to some of the programs stands for the folder that has them all.</summary>
    private static string Resolve(string folder)
    {
        var program = Path.Combine(folder, PostgresInstallation.FileName("postgres"));
        var target = Path.GetDirectoryName(File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName);
        return target is not null && PostgresInstallation.IsIn(target) ? target : folder;
    }

    private static async Task<PostgresInstallation?> RememberAsync(
        string folder,
        CancellationToken cancellationToken
    ) =>
        await new KnownVersions(LocalLayout.Default()).FindAsync(Server(folder), cancellationToken) is { } version
            ? new PostgresInstallation(folder, version)
            : null;

    private static string Server(string folder) => Path.Combine(folder, PostgresInstallation.FileName("postgres"));

    private static async Task<PostgresInstallation?> TryReadAsync(string folder, CancellationToken cancellationToken)
    {
        var program = Server(folder);
        try
        {
            if (await RememberAsync(folder, cancellationToken) is { } remembered)
            {
                return remembered;
            }

            // initdb has a fraction of the server's libraries to load, and what it makes starts no server of another version.
            var initdb = Path.Combine(folder, PostgresInstallation.FileName("initdb"));
            var asked =
                await AskAsync(folder, initdb, cancellationToken) ?? await AskAsync(folder, program, cancellationToken);
            if (asked is not null)
            {
                await new KnownVersions(LocalLayout.Default()).KeepAsync(program, asked.Version, cancellationToken);
            }

            return asked;
        }
        catch (IOException)
        {
            // It was there a moment ago.
            return null;
        }
    }

    private static async Task<PostgresInstallation?> AskAsync(
        string folder,
        string program,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var said = await ProgramRunner.RunAsync(program, ["--version"], Path.GetTempPath(), cancellationToken);
            return VersionPattern().Match(said) is { Success: true } match
                ? new PostgresInstallation(folder, match.Groups[2].Value) { VersionText = match.Groups[1].Value.Trim() }
                : null;
        }
        catch (Exception e)
            when (e is System.ComponentModel.Win32Exception
                || e is ReplicaException { ErrorId: nameof(EngineErrors.ProgramFailed) }
            )
        {
            // Not a program that runs here, or one that the server's user may not read: as good as none.
            return null;
        }
    }
}

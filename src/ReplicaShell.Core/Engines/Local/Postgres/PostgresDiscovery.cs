using System.Collections.Concurrent;
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

    // What was asked in this process, by path, size and age of the server's program.
    private static readonly ConcurrentDictionary<string, PostgresInstallation> Asked = new();

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

        foreach (var folder in PostgresFolders.All(LocalLayout.Default()).Where(PostgresInstallation.IsIn))
        {
            if (await TryReadAsync(Resolve(folder), cancellationToken) is { IsSupported: true } installation)
            {
                return installation;
            }
        }

        throw EngineErrors.PostgresNotFound();
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

    private static async Task<PostgresInstallation?> TryReadAsync(string folder, CancellationToken cancellationToken)
    {
        var program = Path.Combine(folder, PostgresInstallation.FileName("postgres"));
        var known = new KnownVersions(LocalLayout.Default());
        try
        {
            var mark = KnownVersions.Key(program);
            if (Asked.TryGetValue(mark, out var before))
            {
                return before;
            }

            if (await known.FindAsync(program, cancellationToken) is { } version)
            {
                return new PostgresInstallation(folder, version);
            }

            // initdb has a fraction of the server's libraries to load, and what it makes starts no server of another version.
            var initdb = Path.Combine(folder, PostgresInstallation.FileName("initdb"));
            var asked =
                await AskAsync(folder, initdb, cancellationToken) ?? await AskAsync(folder, program, cancellationToken);
            if (asked is not null)
            {
                Asked[mark] = asked;
                await known.KeepAsync(program, asked.Version, cancellationToken);
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

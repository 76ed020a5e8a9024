using ReplicaShell.Engines.Local.Files;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>Where PostgreSQL's programs may lie, in the order in which they are taken.</summary>
internal static class PostgresFolders
{
    /// <summary>The folders in which this system's packages put it; tests take a machine's PostgreSQL away here.</summary>
    internal static Func<IEnumerable<string>> Usual { get; set; } = OfThisSystem;

    /// <summary>The folders to look at; most do not exist.</summary>
    public static IEnumerable<string> All(LocalLayout layout)
    {
        if (Environment.GetEnvironmentVariable(PostgresDiscovery.Variable) is { Length: > 0 } named)
        {
            yield return named;
            yield return Path.Combine(named, "bin");
        }

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
        {
            if (folder.Length > 0)
            {
                yield return folder;
            }
        }

        foreach (var folder in Usual().Concat(Versions(layout.Installations, "bin")))
        {
            yield return folder;
        }
    }

    private static IEnumerable<string> OfThisSystem()
    {
        if (OperatingSystem.IsWindows())
        {
            var programs = Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles);
            return Versions(Path.Combine(programs, "PostgreSQL"), "bin");
        }

        // Debian; Red Hat and SUSE; Homebrew on Apple silicon and on Intel; Postgres.app; built from source.
        return Versions("/usr/lib/postgresql", "bin")
            .Concat(Versions("/usr", "bin", "pgsql-"))
            .Concat(Versions("/usr/lib", "bin", "postgresql"))
            .Concat(Versions("/opt/homebrew/opt", "bin", "postgresql@"))
            .Concat(Versions("/usr/local/opt", "bin", "postgresql@"))
            .Concat(Versions("/Applications/Postgres.app/Contents/Versions", "bin"))
            .Append("/usr/local/pgsql/bin");
    }

    /// <summary>The folders <c>parent/prefix*/child</c>, the greatest version first.</summary>
    private static IEnumerable<string> Versions(string parent, string child, string prefix = "") =>
        Directory.Exists(parent)
            ? Directory
                .EnumerateDirectories(parent, prefix + "*")
                .OrderByDescending(folder => Number(Path.GetFileName(folder)[prefix.Length..]))
                .Select(folder => Path.Combine(folder, child))
            : [];

    /// <summary>15 of "15", 18.4.0 of "18.4.0-beta.17": compared number by number, as 17.10 comes after 17.9.</summary>
    private static Version Number(string version)
    {
        var numbers = new string([.. version.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]).Trim('.');
        return Version.TryParse(
            numbers.Contains('.', StringComparison.Ordinal) ? numbers : numbers + ".0",
            out var number
        )
            ? number
            : new Version();
    }
}

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>PostgreSQL's programs in one folder.</summary>
/// <param name="Folder">The folder of the programs (bin).</param>
/// <param name="Version">The version as the server states it, for example 15.18.</param>
public sealed record PostgresInstallation(string Folder, string Version)
{
    /// <summary>The oldest major version that is supported.</summary>
    public const int OldestMajor = 15;

    /// <summary>The newest major version that is supported.</summary>
    public const int NewestMajor = 18;

    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    /// <summary>The version with what the packager adds, "15.18 (Debian 15.18-0+deb12u1)"; null when nobody asked just now.</summary>
    internal string? VersionText { get; init; }

    /// <summary>The major version: 15 of 15.18, 18 of 18beta1.</summary>
    public int Major =>
        int.Parse(
            new string([.. Version.TakeWhile(char.IsAsciiDigit)]),
            System.Globalization.CultureInfo.InvariantCulture
        );

    /// <summary>Whether ReplicaShell works with it.</summary>
    public bool IsSupported => Major is >= OldestMajor and <= NewestMajor;

    /// <summary>Whether it has pg_basebackup; the npm packages do not.</summary>
    public bool HasBaseBackup => File.Exists(Program("pg_basebackup"));

    /// <summary>Whether it has pg_rewind; the npm packages do not.</summary>
    public bool HasRewind => File.Exists(Program("pg_rewind"));

    /// <summary>The path of one of its programs.</summary>
    public string Program(string name) => Path.Combine(Folder, FileName(name));

    internal static string FileName(string program) => OperatingSystem.IsWindows() ? program + ".exe" : program;

    /// <summary>Whether a folder has the programs that a server cannot do without.</summary>
    internal static bool IsIn(string folder) =>
        Needed.All(program => File.Exists(Path.Combine(folder, FileName(program))));
}

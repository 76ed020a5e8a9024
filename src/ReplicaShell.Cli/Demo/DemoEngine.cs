namespace ReplicaShell.Cli.Demo;

/// <summary>Where the servers of a demonstration run when nobody says.</summary>
internal static class DemoEngine
{
    /// <summary>Servers as processes.</summary>
    public const string Local = "local";

    /// <summary>Servers as containers.</summary>
    public const string Docker = "docker";

    /// <summary>
    /// Processes, where PostgreSQL is there or npm can get it; else containers, where Docker answers. With none of them it is
    /// processes again, whose error names the command that helps.
    /// </summary>
    /// <param name="hasPostgres">Whether PostgreSQL is there.</param>
    /// <param name="hasNpm">Whether npm is.</param>
    /// <param name="answersDocker">Asks Docker; only where it matters.</param>
    public static string Choose(bool hasPostgres, bool hasNpm, Func<bool> answersDocker) =>
        hasPostgres || hasNpm || !answersDocker() ? Local : Docker;
}

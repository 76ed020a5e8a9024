using ReplicaShell.Engines.Local.Processes;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>Runs initdb.</summary>
internal static class FirstData
{
    /// <summary>What initdb is told but for the folder and the password's file, each as <c>--name=value</c>.</summary>
    public static readonly IReadOnlyList<string> Options =
    [
        "--username=postgres",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--no-instructions",
        // Linux can do it for all files at once, when they are all there.
        .. OperatingSystem.IsLinux() ? ["--no-sync"] : Array.Empty<string>(),
    ];

    /// <summary>Makes a data folder.</summary>
    /// <param name="postgres">Whose initdb.</param>
    /// <param name="data">The folder, which is not there yet; what is made belongs to the server's user.</param>
    /// <param name="passwordFile">A file with the superuser's password, which that user can read.</param>
    /// <param name="cancellationToken">Ends it; what it has made lies there.</param>
    /// <exception cref="Errors.ReplicaException"><c>ProgramFailed</c>.</exception>
    public static Task MakeAsync(
        PostgresInstallation postgres,
        string data,
        string passwordFile,
        CancellationToken cancellationToken
    ) => RunAsync(postgres.Program("initdb"), data, passwordFile, [], environment: null, cancellationToken);

    /// <summary>The same with a program of another path, options of its own and more in its environment.</summary>
    public static Task RunAsync(
        string program,
        string data,
        string passwordFile,
        IReadOnlyList<string> options,
        IReadOnlyDictionary<string, string>? environment,
        CancellationToken cancellationToken
    ) =>
        ProgramRunner.RunAsync(
            program,
            ["--pgdata=" + data, "--pwfile=" + passwordFile, .. Options, .. options],
            Path.GetDirectoryName(data)!,
            cancellationToken,
            environment,
            grace: TemplateDrafts.TimeToEnd
        );
}

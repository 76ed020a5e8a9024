using System.Diagnostics;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Processes;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>
/// Starts a server's first process so that it belongs to no shell. pg_ctl does that everywhere, but it first runs the
/// server once more to ask its version, which costs a third of a start; on Linux <c>setsid</c> does as well.
/// </summary>
internal sealed class ServerLauncher
{
    /// <summary>Starts a program in a session of its own; part of every Linux.</summary>
    public const string SetSid = "/usr/bin/setsid";

    // Nothing of the caller's terminal or pipes stays open in the server, and its log is its owner's alone.
    private const string Detached = "umask 077; exec " + SetSid + " \"$0\" -D \"$1\" </dev/null >>\"$2\" 2>&1";

    private readonly Task<int> _exitCode;
    private readonly bool _isServer;

    private ServerLauncher(Process process, bool isServer)
    {
        _exitCode = CollectAsync(process);
        _isServer = isServer;
    }

    /// <summary>Whether the server has ended, or was never started.</summary>
    public bool HasFailed => _exitCode.IsCompleted && (_isServer || _exitCode.Result != 0);

    /// <summary>Starts a server; it is not ready yet.</summary>
    /// <param name="postgres">Its programs.</param>
    /// <param name="layout">Its folders.</param>
    /// <param name="patience">After how long pg_ctl may call the start a failure.</param>
    public static ServerLauncher Start(PostgresInstallation postgres, NodeLayout layout, TimeSpan patience) =>
        OperatingSystem.IsLinux() && File.Exists(SetSid)
            ? new(
                ProgramRunner.Start(
                    "/bin/sh",
                    ["-c", Detached, postgres.Program("postgres"), layout.Data, layout.Log],
                    layout.Folder
                ),
                isServer: true
            )
            : new(
                ProgramRunner.Start(
                    postgres.Program("pg_ctl"),
                    [
                        "start",
                        "--pgdata=" + layout.Data,
                        "--log=" + layout.Log,
                        "--wait",
                        $"--timeout={patience.TotalSeconds:0}",
                        "--silent",
                    ],
                    layout.Folder
                ),
                isServer: false
            );

    private static async Task<int> CollectAsync(Process process)
    {
        using (process)
        {
            await process.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode;
        }
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>Starts and stops one server.</summary>
internal static partial class ServerControl
{
    private const int LogLines = 12;
    private const int LinesOfOneFailure = 6;
    private static readonly TimeSpan TimeToStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    /// <summary>Starts a server, detached from this shell, and returns as soon as it accepts connections.</summary>
    /// <exception cref="ReplicaException"><c>ServerStartFailed</c>, with the end of its log.</exception>
    public static async Task StartAsync(
        PostgresInstallation postgres,
        string node,
        NodeLayout layout,
        CancellationToken cancellationToken
    )
    {
        if (ServerProcesses.Status(layout) is ServerStatus.Running)
        {
            return;
        }

        ServerProcesses.RemoveRemains(layout);

        // The server's own file is looked at, and far more often than the ten times a second of pg_ctl.
        var server = ServerLauncher.Start(postgres, layout, TimeToStart);
        var ready = await Until.TrueAsync(
            () => (ServerProcesses.Find(layout)?.Ready ?? false) || server.HasFailed,
            TimeToStart,
            cancellationToken
        );
        if (!ready || server.HasFailed)
        {
            throw Failure(node, layout);
        }
    }

    /// <summary>Stops a server in an orderly way: sessions are ended, WAL is flushed, a checkpoint is taken.</summary>
    public static async Task StopAsync(
        PostgresInstallation postgres,
        NodeLayout layout,
        CancellationToken cancellationToken
    )
    {
        if (ServerProcesses.Find(layout) is not { } server)
        {
            return;
        }

        ServerProcesses.Thaw(server.Id);
        await ProgramRunner.RunAsync(
            postgres.Program("pg_ctl"),
            ["stop", "--pgdata=" + layout.Data, "--mode=fast", "--no-wait", "--silent"],
            layout.Folder,
            cancellationToken
        );
        var stopped = await Until.TrueAsync(
            () => ProcessTable.Current.Find(server.Id) is null or { Gone: true },
            TimeToStop,
            cancellationToken
        );
        if (!stopped)
        {
            throw EngineErrors.StopTimeout(layout.Folder, TimeToStop);
        }
    }

    /// <summary>Lets a running server read its configuration again.</summary>
    public static Task ReloadAsync(
        PostgresInstallation postgres,
        NodeLayout layout,
        CancellationToken cancellationToken
    ) =>
        ProgramRunner.RunAsync(
            postgres.Program("pg_ctl"),
            ["reload", "--pgdata=" + layout.Data, "--silent"],
            layout.Folder,
            cancellationToken
        );

    /// <summary>The last lines of a server's log.</summary>
    public static string ReadLog(NodeLayout layout, int lines)
    {
        try
        {
            return string.Join(Environment.NewLine, File.ReadLines(layout.Log).TakeLast(lines));
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    private static ReplicaException Failure(string node, NodeLayout layout) =>
        TakenPort().Match(ReadLog(layout, LinesOfOneFailure)) is { Success: true } taken
            ? EngineErrors.PortInUse(int.Parse(taken.Groups[1].Value, CultureInfo.InvariantCulture))
            : NodeErrors.ServerStartFailed(node, ReadLog(layout, LogLines));

    // HINT:  Is another postmaster already running on port 5432? If not, wait a few seconds and retry.
    [GeneratedRegex(@"Is another postmaster already running on port (\d+)\?")]
    private static partial Regex TakenPort();
}

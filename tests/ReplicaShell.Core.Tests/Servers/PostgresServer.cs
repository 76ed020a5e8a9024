using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using ReplicaShell.Workloads;

namespace ReplicaShell.Core.Tests.Servers;

/// <summary>A real PostgreSQL server that lives as long as a test: on 127.0.0.1, on a free port, in a folder of its own.</summary>
public sealed class PostgresServer : IAsyncLifetime, ILeaderConnections
{
    private string _folder = "";
    private int _port;
    private NpgsqlDataSource? _source;

    /// <summary>The table of the course.</summary>
    public const string Inventory = """
        create table inventory (
            productId int primary key, productName varchar(255) not null, quantity int, lastUpdated timestamp)
        """;

    public string Pair => "lab";

    public string ConnectionString =>
        $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres;SSL Mode=Disable;Timeout=5";

    public NpgsqlDataSource Source => _source!;

    public async ValueTask InitializeAsync()
    {
        _folder = PostgresPrograms.NewFolder();
        await PostgresPrograms.RunAsync(
            "initdb",
            ["-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        );
        _port = FreePort();
        await StartAsync();
        _source = NpgsqlDataSource.Create(ConnectionString);
        await ExecuteAsync(Inventory);
    }

    public Task StartAsync() =>
        PostgresPrograms.RunAsync(
            "pg_ctl",
            ["start", "-w", "-D", Data, "-l", Path.Combine(_folder, "log"), "-o", Options]
        );

    /// <summary>Stops it as a crash would, but so that it frees its shared memory.</summary>
    public Task StopAsync() => PostgresPrograms.RunAsync("pg_ctl", ["stop", "-w", "-D", Data, "-m", "immediate"]);

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The identifiers of the server's processes: the postmaster first, then its children.</summary>
    public async Task<int[]> ProcessesAsync()
    {
        var postmaster = int.Parse(
            (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0],
            CultureInfo.InvariantCulture
        );
        var children = await File.ReadAllTextAsync($"/proc/{postmaster}/task/{postmaster}/children");
        return
        [
            postmaster,
            .. children
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(child => int.Parse(child, CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>Sends a signal, such as -STOP, to processes of the server.</summary>
    public static void Signal(string signal, IEnumerable<int> processes)
    {
        using var kill = Process.Start(
            "kill",
            [signal, .. processes.Select(process => process.ToString(CultureInfo.InvariantCulture))]
        );
        kill.WaitForExit();
    }

    public LeaderAddress FindLeader() => new("node1", ConnectionString);

    public async ValueTask<LeaderConnection> OpenLeaderAsync(CancellationToken cancellationToken) =>
        new("node1", await Source.OpenConnectionAsync(cancellationToken));

    public ValueTask RefreshAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }

        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await StopAsync();
        }

        if (_folder.Length > 0)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private string Data => Path.Combine(_folder, "data");

    private string Options =>
        $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=40";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Globalization;
using Npgsql;

namespace ReplicaShell.Core.Tests.Replication;

/// <summary>One PostgreSQL server made with the plain programs.</summary>
internal sealed class RawServer(string programs, string folder, string name, int port) : IDisposable
{
    public const string Password = "lag-secret";

    public string Name => name;
    public int Port => port;
    public string Data { get; } = Path.Combine(folder, name);

    public string ConnectionString { get; } =
        $"Host=127.0.0.1;Port={port};Username=postgres;Password={Password};Database=appdb";

    /// <summary>Connections for the tests' own statements.</summary>
    public NpgsqlDataSource Sql => field ??= NpgsqlDataSource.Create(ConnectionString + ";Pooling=false");

    public bool IsRunning => ProcessId is { } pid && Directory.Exists($"/proc/{pid}");

    private int? ProcessId
    {
        get
        {
            var file = Path.Combine(Data, "postmaster.pid");
            return File.Exists(file) ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture) : null;
        }
    }

    public async Task InitializeAsync()
    {
        var passwordFile = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(passwordFile, Password);
        await RunAsync(
            "initdb",
            ["-D", Data, "-U", "postgres", "-A", "scram-sha-256", $"--pwfile={passwordFile}", "-N"]
        );
    }

    public Task ConfigureAsync(string settings) =>
        File.AppendAllTextAsync(Path.Combine(Data, "postgresql.conf"), settings + Environment.NewLine);

    public Task StartAsync() =>
        RunAsync("pg_ctl", ["-D", Data, "-l", Path.Combine(folder, name + ".log"), "-w", "start"]);

    public async Task StopAsync(string mode = "fast")
    {
        Resume();
        if (IsRunning)
        {
            await RunAsync("pg_ctl", ["-D", Data, "-w", "-m", mode, "stop"]);
        }
    }

    public Task PromoteAsync() => RunAsync("pg_ctl", ["-D", Data, "-w", "promote"]);

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Sql.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Changes a setting at once.</summary>
    public async Task SetAsync(string setting, string value)
    {
        await ExecuteAsync($"alter system set {setting} = '{value}'");
        await ReloadAsync();
    }

    /// <summary>Gives a setting back its own value.</summary>
    public async Task ResetAsync(string setting)
    {
        await ExecuteAsync($"alter system reset {setting}");
        await ReloadAsync();
    }

    /// <summary>Reads the configuration again and returns when new sessions are under it.</summary>
    public async Task ReloadAsync()
    {
        var before = await LoadedAtAsync();
        await ExecuteAsync("select pg_reload_conf()");
        while (await LoadedAtAsync() == before) { }
    }

    // Of a session of its own: an older one may have read the settings before the server has read who may connect.
    private async Task<DateTime> LoadedAtAsync()
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString + ";Pooling=false");
        await using var command = source.CreateCommand("select pg_conf_load_time()");
        return (DateTime)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Runs a statement in the database that is there from the beginning.</summary>
    public async Task ExecuteOnPostgresAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            ConnectionString.Replace("appdb", "postgres", StringComparison.Ordinal)
        );
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var command = Sql.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Freezes every process of the server.</summary>
    public void Suspend() => Signals.Send(Signals.Stop, Processes());

    /// <summary>Thaws them.</summary>
    public void Resume() => Signals.Send(Signals.Continue, Processes());

    public void Dispose() => Sql.Dispose();

    private List<int> Processes() =>
        ProcessId is { } postmaster && IsRunning ? [postmaster, .. Signals.ChildrenOf(postmaster)] : [];

    private Task<string> RunAsync(string program, string[] arguments) =>
        PostgresPrograms.RunAsync(Path.Combine(programs, program), arguments);
}

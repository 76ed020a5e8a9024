using Npgsql;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Local.Network;

namespace ReplicaShell.Commands.Tests.Compose;

/// <summary>
/// The pair of compose/ as its README makes it, from a copy of the folder with an .env of its own. It is made once for the
/// tests of a class, and nothing of it may be left afterwards.
/// </summary>
public sealed class ComposeFixture : IAsyncLifetime
{
    private const string Password = "of-the-superuser";
    private const int Attempts = 3;
    private readonly string _folder = TestFolders.Create("rs-compose-");
    private readonly string _project = $"rs-compose-{Environment.ProcessId}";
    private readonly HashSet<int> _taken = [];
    private ComposeProgram? _program;
    private string[] _volumes = [];

    public int LeaderPort { get; private set; }

    public int FollowerPort { get; private set; }

    /// <summary>The folder that compose is run in.</summary>
    internal string Folder => Path.Combine(_folder, "compose");

    public ValueTask InitializeAsync()
    {
        Copy(Path.Combine(Repository.Root, "compose"), Folder);
        TakePorts();
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes the pair, once.</summary>
    internal async Task UpAsync()
    {
        var programs = await ComposeProgram.RequireAsync();
        if (_program is null)
        {
            _program = programs[0];
            await StartAsync();
            var containers = await ComposeAsync("ps", "-q");
            var mounts = await ComposeProgram.RunAsync(
                Folder,
                ["docker", "inspect", "-f", "{{range .Mounts}}{{.Name}}\n{{end}}", .. Lines(containers)]
            );
            _volumes = Lines(mounts);
        }
    }

    /// <summary>A port that was free when it was chosen may be a neighbour's by the time that compose wants it: there are others.</summary>
    private async Task StartAsync()
    {
        var (code, output) = await ComposeProgram.TryAsync(Folder, [.. _program!.Words, "up", "-d"]);
        for (var attempt = 1; code != 0 && attempt < Attempts && output.Contains("address already in use"); attempt++)
        {
            await ComposeAsync("down", "-v");
            TakePorts();
            (code, output) = await ComposeProgram.TryAsync(Folder, [.. _program!.Words, "up", "-d"]);
        }

        Assert.True(code == 0, $"compose up ended with {code}: {output}");
    }

    private void TakePorts()
    {
        var ports = PortAllocator.Take(2, _taken, _project);
        _taken.UnionWith(ports);
        (LeaderPort, FollowerPort) = (ports[0], ports[1]);
        var example = File.ReadAllLines(Path.Combine(Folder, ".env.example"));
        File.WriteAllLines(Path.Combine(Folder, ".env"), example.Select(Changed));
    }

    /// <summary>Runs compose in the folder.</summary>
    internal Task<string> ComposeAsync(params string[] words) =>
        ComposeProgram.RunAsync(Folder, [.. _program!.Words, .. words]);

    /// <summary>Runs a program inside a node, as its user, without a terminal.</summary>
    internal Task<(int ExitCode, string Output)> ExecuteAsync(string node, params string[] words) =>
        ComposeProgram.TryAsync(Folder, [.. _program!.Words, "exec", "-T", node, "bash", "/compose/run.sh", .. words]);

    /// <summary>How to connect from here, as the README says.</summary>
    public static string ConnectionString(int port) =>
        $"Host=127.0.0.1;Port={port};Database=appdb;Username=postgres;Password={Password}";

    /// <summary>A connection from here that no pool keeps.</summary>
    internal static async Task<NpgsqlConnection> ConnectAsync(int port)
    {
        var connection = new NpgsqlConnection(ConnectionString(port) + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
        {
            await ComposeAsync("down", "-v");
            var label = $"label=com.docker.compose.project={_project}";
            Assert.Empty(await ComposeProgram.RunAsync(Folder, "docker", "ps", "-aq", "--filter", label));
            Assert.Empty(await ComposeProgram.RunAsync(Folder, "docker", "network", "ls", "-q", "--filter", label));
            Assert.NotEmpty(_volumes);
            Assert.Empty(
                _volumes.Intersect(Lines(await ComposeProgram.RunAsync(Folder, "docker", "volume", "ls", "-q")))
            );
        }

        TestFolders.Remove(_folder);
    }

    private string Changed(string line) =>
        line.Split('=')[0] switch
        {
            "COMPOSE_PROJECT_NAME" => $"COMPOSE_PROJECT_NAME={_project}",
            "POSTGRES_PASSWORD" => $"POSTGRES_PASSWORD={Password}",
            "LEADER_PORT" => $"LEADER_PORT={LeaderPort}",
            "FOLLOWER_PORT" => $"FOLLOWER_PORT={FollowerPort}",
            _ => line,
        };

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void Copy(string source, string target)
    {
        TestFolders.CreateReadable(target);
        foreach (var file in Directory.EnumerateFiles(source))
        {
            // A developer's own .env stays out of it.
            if (Path.GetFileName(file) != ".env")
            {
                TestFolders.WriteScript(Path.Combine(target, Path.GetFileName(file)), File.ReadAllText(file));
            }
        }

        foreach (var folder in Directory.EnumerateDirectories(source))
        {
            Copy(folder, Path.Combine(target, Path.GetFileName(folder)));
        }
    }
}

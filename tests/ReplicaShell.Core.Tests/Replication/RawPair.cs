using System.Net;
using System.Net.Sockets;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Replication;

namespace ReplicaShell.Core.Tests.Replication;

/// <summary>
/// A leader, node1, and a follower, node2, which reaches it through a relay: made with initdb and pg_ctl alone, the
/// follower from a copy of the stopped leader.
/// </summary>
internal sealed class RawPair : ISampleSource, IAsyncDisposable
{
    private readonly string _folder = TestFolders.CreateTemporary("replicashell-lag-");

    private RawPair(string programs)
    {
        Node1 = new RawServer(programs, _folder, "node1", FreePort());
        Node2 = new RawServer(programs, _folder, "node2", FreePort());
        Relay = new TestRelay(Node1.Port);
        (Leader, Followers) = (Node1, [Node2]);
    }

    public RawServer Node1 { get; }
    public RawServer Node2 { get; }
    public TestRelay Relay { get; }

    /// <summary>Who leads according to whoever manages the pair.</summary>
    public RawServer? Leader { get; set; }

    /// <summary>Who follows according to whoever manages the pair.</summary>
    public IReadOnlyList<RawServer> Followers { get; set; }

    /// <summary>Whether the roles have moved, which nothing here mends.</summary>
    public bool IsUsedUp => Leader != Node1;

    public static async Task<RawPair> CreateAsync(int majorVersion)
    {
        var pair = new RawPair(PostgresPrograms.Require(majorVersion));
        try
        {
            await pair.MakeAsync();
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    public Task<SampledPair> ResolveAsync(CancellationToken cancellationToken) =>
        Task.FromResult(
            new SampledPair("lab", Leader is { } leader ? ToSampled(leader) : null, [.. Followers.Select(ToSampled)])
        );

    public Task<bool> IsRunningAsync(string node, CancellationToken cancellationToken) =>
        Task.FromResult(node == "node1" ? Node1.IsRunning : Node2.IsRunning);

    /// <summary>Undoes what a test may have done to the pair.</summary>
    public async Task MendAsync()
    {
        Relay.Heal();
        foreach (var node in new[] { Node1, Node2 })
        {
            node.Resume();
            await (node.IsRunning ? Task.CompletedTask : node.StartAsync());
        }

        await Node1.ResetAsync("synchronous_standby_names");
        await Node2.ResetAsync("recovery_min_apply_delay");
        await Node2.ExecuteAsync("select pg_wal_replay_resume()");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in new[] { Node2, Node1 })
        {
            await node.StopAsync("immediate");
            node.Dispose();
        }

        await Relay.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task MakeAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            await PostgresPrograms.RunPlainAsync("chmod", "777", _folder);
        }

        await Node1.InitializeAsync();
        await Node1.ConfigureAsync(
            $"""
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            port = {Node1.Port}
            wal_keep_size = '256MB'
            wal_retrieve_retry_interval = '100ms'
            """
        );
        await Node1.StartAsync();
        await Node1.ExecuteOnPostgresAsync("create database appdb");
        await Node1.ExecuteAsync("create table load (id bigint, text text)");
        await Node1.StopAsync();
        await PostgresPrograms.RunAsync("cp", "-a", Node1.Data, Node2.Data);
        await PostgresPrograms.RunAsync("touch", Path.Combine(Node2.Data, "standby.signal"));
        await Node2.ConfigureAsync(
            $"""
            port = {Node2.Port}
            primary_slot_name = 'node2'
            primary_conninfo = 'host=127.0.0.1 port={Relay.Port} user=postgres password={RawServer.Password} application_name=node2'
            """
        );
        await Node1.StartAsync();
        await Node1.ExecuteAsync("select pg_create_physical_replication_slot('node2', true)");
        await Node2.StartAsync();
    }

    private static SampledNode ToSampled(RawServer server) => new(server.Name, server.ConnectionString);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Net.Sockets;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.External;

/// <summary>
/// Servers that somebody else runs, attached by connection strings. They are asked and written to; they are neither made,
/// started, stopped, killed nor cut off. ExternalEngine.Refusals.cs tells what this engine does not do.
/// </summary>
/// <param name="layout">Where ReplicaShell keeps things.</param>
internal sealed partial class ExternalEngine(LocalLayout layout) : IAttachingEngine
{
    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromSeconds(2);
    private readonly ExternalPairs _pairs = new(layout);

    public EngineKind Kind => EngineKind.External;

    public Task<IReadOnlyList<PairDefinition>> ListPairsAsync(CancellationToken cancellationToken) =>
        _pairs.ListAsync(cancellationToken);

    public bool MayHave(string name) => true;

    public Task<PairDefinition?> FindPairAsync(string name, CancellationToken cancellationToken) =>
        _pairs.FindAsync(name, cancellationToken);

    public Task SavePairAsync(PairDefinition pair, CancellationToken cancellationToken)
    {
        _pairs.Save(pair);
        return Task.CompletedTask;
    }

    public Task<IAsyncDisposable> LockAsync(string name, TimeSpan patience, CancellationToken cancellationToken) =>
        _pairs.LockAsync(name, patience, cancellationToken);

    public Task<PairSecrets> ReadSecretsAsync(string name, CancellationToken cancellationToken) =>
        _pairs.ReadSecretsAsync(name, cancellationToken);

    /// <summary>Forgets the pair; its servers stay as they are.</summary>
    public Task DestroyPairAsync(string name, CancellationToken cancellationToken)
    {
        _pairs.Forget(name);
        return Task.CompletedTask;
    }

    public async Task<PairDefinition> AttachAsync(
        string name,
        string leader,
        IReadOnlyList<string> followers,
        CancellationToken cancellationToken
    )
    {
        var texts = followers.Select((text, index) => ConnectionText.Parse(text, $"follower {index + 1}"));
        var settings = texts.Prepend(ConnectionText.Parse(leader, "the leader")).ToList();
        var servers = new List<ExternalServer>();
        try
        {
            foreach (var one in settings)
            {
                servers.Add(await ExternalServer.OpenAsync(one, cancellationToken));
            }

            await ExternalVerification.RunAsync(servers[0], servers[1..], cancellationToken);
            var names = ExternalNames.Choose(servers[0], servers[1..]);
            var pair = new PairDefinition
            {
                Name = name,
                Engine = EngineKind.External,
                Complete = true,
                CreatedAt = DateTimeOffset.UtcNow,
                PostgresVersion = servers[0].Version,
                Leader = names[0],
                Nodes =
                [
                    .. servers.Select(
                        (server, index) =>
                            new NodeDefinition
                            {
                                Name = names[index],
                                Host = server.Address.Host,
                                Port = server.Address.Port,
                            }
                    ),
                ],
            };
            var connections = names.Zip(settings, (node, one) => (node, one.ConnectionString));
            _pairs.Create(
                pair,
                new PairSecrets(string.Empty, string.Empty)
                {
                    Connections = connections.ToDictionary(one => one.node, one => one.ConnectionString),
                }
            );
            return pair;
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }

    /// <summary>The database is always that of the connection string: no other need be there, or be open to this user.</summary>
    public string ConnectionString(PairDefinition pair, NodeDefinition node, PairSecrets secrets, string database) =>
        secrets.Connections?.GetValueOrDefault(node.Name) ?? throw PairErrors.PairIncomplete(pair.Name);

    public Endpoint Address(PairDefinition pair, NodeDefinition node) => new(node.Host!, node.Port);

    /// <summary>All that can be told from here is whether something listens: where nothing does, it counts as stopped.</summary>
    public async Task<ServerStatus> StatusAsync(
        PairDefinition pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeToAnswer);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(node.Host!, node.Port, limit.Token);
            return ServerStatus.Running;
        }
        catch (Exception e)
            when (e is SocketException
                || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            return ServerStatus.Stopped;
        }
    }

    public Task<string> ReadLogAsync(
        PairDefinition pair,
        NodeDefinition node,
        int lines,
        CancellationToken cancellationToken
    ) => Task.FromResult(string.Empty);

    public Task<Exception> ExplainAsync(PairDefinition pair, Exception failure) => Task.FromResult(failure);

    /// <summary>Followers find their upstream as whoever runs them has told them; after a failover they have to be told anew.</summary>
    public Task<Endpoint> RouteAsync(
        PairDefinition pair,
        NodeDefinition follower,
        NodeDefinition upstream,
        CancellationToken cancellationToken
    ) => Task.FromResult(Address(pair, upstream));

    /// <summary>No fault of ours is in it.</summary>
    public Task<IReadOnlyDictionary<string, NodeNetwork>?> NetworksAsync(
        PairDefinition pair,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<IReadOnlyDictionary<string, NodeNetwork>?>(
            pair.Nodes.ToDictionary(node => node.Name, _ => NodeNetwork.Healthy)
        );

    public Task EnsureNetworkAsync(PairDefinition pair, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopNetworkAsync(PairDefinition pair, CancellationToken cancellationToken) => Task.CompletedTask;
}

using System.Collections.Concurrent;
using Npgsql;
using ReplicaShell.Engines;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>
/// An open pair: what is known of it, its engine, and connections to its servers that are kept for as long as it is open.
/// </summary>
public sealed class Pair : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Node, string Database), NpgsqlDataSource> _sources = new();
    private readonly PairSecrets _secrets;

    internal Pair(INodeEngine engine, PairDefinition definition, PairSecrets secrets)
    {
        Engine = engine;
        Definition = definition;
        _secrets = secrets;
    }

    /// <summary>The pair's name.</summary>
    public string Name => Definition.Name;

    /// <summary>What is kept about it, as last read or saved.</summary>
    public PairDefinition Definition { get; private set; }

    internal INodeEngine Engine { get; }

    internal PairSecrets Secrets => _secrets;

    /// <summary>The node of that name.</summary>
    /// <exception cref="ReplicaException"><c>NodeNotFound</c>.</exception>
    public NodeDefinition Node(string name) =>
        Definition.FindNode(name) ?? throw NodeErrors.NodeNotFound(Definition, name);

    /// <summary>The node that leads.</summary>
    /// <exception cref="ReplicaException"><c>NoLeader</c>: a failover is due.</exception>
    public NodeDefinition Leader =>
        Definition.Leader is { } leader ? Node(leader) : throw NodeErrors.NoLeader(Definition);

    /// <summary>The nodes that follow the leader: all but the leader and those that a failover took out.</summary>
    public IEnumerable<NodeDefinition> Followers =>
        Definition.Nodes.Where(node => node.Name != Definition.Leader && !node.Fenced);

    /// <summary>Connections to a node as the pair's superuser, kept until the pair is closed.</summary>
    /// <param name="node">The node.</param>
    /// <param name="database">A database of the pair.</param>
    public NpgsqlDataSource DataSource(NodeDefinition node, string database = PairDatabases.Application) =>
        _sources.GetOrAdd(
            (node.Name, database),
            _ => NpgsqlDataSource.Create(ConnectionSettings.For(Engine.Address(Definition, node), _secrets, database))
        );

    /// <summary>Reads again what is kept about the pair: another shell, or a failover, may have changed it.</summary>
    /// <exception cref="ReplicaException"><c>PairNotFound</c>: it was removed meanwhile.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken) =>
        Definition = await Engine.FindPairAsync(Name, cancellationToken) ?? throw PairErrors.PairNotFound(Name);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values)
        {
            await source.DisposeAsync();
        }
    }

    internal async Task SaveAsync(PairDefinition definition, CancellationToken cancellationToken)
    {
        await Engine.SavePairAsync(definition, cancellationToken);
        Definition = definition;
    }
}

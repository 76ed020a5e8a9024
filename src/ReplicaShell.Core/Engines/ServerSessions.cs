using System.Collections.Concurrent;
using Npgsql;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines;

/// <summary>Connections to the servers of one pair as its superuser, kept until this is disposed.</summary>
/// <param name="engine">Where the servers run.</param>
/// <param name="secrets">The pair's passwords.</param>
internal sealed class ServerSessions(INodeEngine engine, PairSecrets secrets) : IAsyncDisposable
{
    // By a text, since a dictionary with such keys is compiled already when a process begins.
    private readonly ConcurrentDictionary<string, NpgsqlDataSource> _sources = new();

    /// <summary>How to connect to a node; with its password, so never shown.</summary>
    public string Settings(PairDefinition pair, NodeDefinition node, string database) =>
        engine.ConnectionString(pair, node, secrets, database);

    /// <summary>The connections to one database of a node.</summary>
    public NpgsqlDataSource Source(PairDefinition pair, NodeDefinition node, string database) =>
        _sources.GetOrAdd($"{node.Name}/{database}", _ => NpgsqlDataSource.Create(Settings(pair, node, database)));

    /// <summary>Connections for statements of our own, which need no types but those that every server has.</summary>
    public NpgsqlDataSource PlainSource(PairDefinition pair, NodeDefinition node, string database) =>
        _sources.GetOrAdd(
            $"{node.Name}/{database}/plain",
            _ => ConnectionSettings.Plain(Settings(pair, node, database))
        );

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values)
        {
            await source.DisposeAsync();
        }
    }
}

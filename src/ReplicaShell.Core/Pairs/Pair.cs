using Npgsql;
using ReplicaShell.Engines;
using ReplicaShell.Errors;
using ReplicaShell.Provisioning;
using ReplicaShell.Topology;
using ReplicaShell.Views;

namespace ReplicaShell.Pairs;

/// <summary>
/// An open pair: what is known of it, its engine, and connections to its servers that are kept for as long as it is open.
/// </summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed class Pair : IAsyncDisposable
{
    // As long as the opening of a connection may take.
    private const int PingSeconds = 5;

    private readonly ServerSessions _sessions;
    private readonly PairSecrets _secrets;

    internal Pair(INodeEngine engine, PairDefinition definition, PairSecrets secrets)
        : this(engine, definition, secrets, new ServerSessions(engine, secrets)) { }

    /// <summary>A pair to whose servers there are connections already; it closes them.</summary>
    internal Pair(INodeEngine engine, PairDefinition definition, PairSecrets secrets, ServerSessions sessions)
    {
        Engine = engine;
        Definition = definition;
        _secrets = secrets;
        _sessions = sessions;
    }

    /// <summary>The pair's name.</summary>
    public string Name => Definition.Name;

    /// <summary>What is kept about it, as last read or saved.</summary>
    public PairDefinition Definition { get; private set; }

    /// <summary>The node that leads.</summary>
    /// <exception cref="ReplicaException"><c>NoLeader</c>: a failover is due.</exception>
    public NodeDefinition Leader =>
        Definition.Leader is { } leader ? Node(leader) : throw NodeErrors.NoLeader(Definition);

    /// <summary>The nodes that follow the leader: all but the leader and those that a failover passed by.</summary>
    public IEnumerable<NodeDefinition> Followers => Definition.Following;

    internal INodeEngine Engine { get; }

    /// <summary>The node of that name.</summary>
    /// <exception cref="ReplicaException"><c>NodeNotFound</c>.</exception>
    public NodeDefinition Node(string name) =>
        Definition.FindNode(name) ?? throw NodeErrors.NodeNotFound(Definition, name);

    /// <summary>The follower of that name; without a name the only one, or the first.</summary>
    /// <exception cref="ReplicaException"><c>NodeNotFound</c>, <c>NotAFollower</c>, <c>NoFollower</c>.</exception>
    public NodeDefinition Follower(string? name)
    {
        if (name is null)
        {
            return Followers.FirstOrDefault() ?? throw NodeErrors.NoFollower(Definition);
        }

        var node = Node(name);
        return Definition.Leader == node.Name ? throw NodeErrors.NotAFollower(Definition, node) : node;
    }

    /// <summary>Connections to a node as the pair's superuser, kept until the pair is closed.</summary>
    /// <param name="node">The node.</param>
    /// <param name="database">A database of the pair.</param>
    public NpgsqlDataSource DataSource(NodeDefinition node, string database = PairDatabases.Application) =>
        _sessions.Source(Definition, node, database);

    /// <summary>Takes a connection to a node that its server answers on.</summary>
    /// <exception cref="ReplicaException"><c>NodeUnreachable</c>.</exception>
    public Task<NpgsqlConnection> ConnectAsync(
        NodeDefinition node,
        CancellationToken cancellationToken,
        string database = PairDatabases.Application
    ) => ConnectAsync(node, DataSource(node, database), cancellationToken);

    /// <summary>The same for a statement about the server itself.</summary>
    internal Task<NpgsqlConnection> ConnectPlainlyAsync(NodeDefinition node, CancellationToken cancellationToken) =>
        ConnectAsync(node, _sessions.PlainSource(Definition, node, PairDatabases.Application), cancellationToken);

    private async Task<NpgsqlConnection> ConnectAsync(
        NodeDefinition node,
        NpgsqlDataSource source,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var kept = await source.OpenConnectionAsync(cancellationToken);
            if (await AnswersAsync(kept, cancellationToken))
            {
                return kept;
            }

            // It was kept from before the server was started anew, and so were the others.
            await kept.DisposeAsync();
            source.Clear();
            return await source.OpenConnectionAsync(cancellationToken);
        }
        catch (NpgsqlException e)
        {
            throw NodeErrors.NodeUnreachable(Definition, node, e);
        }
    }

    /// <summary>Reads again what is kept about the pair: another shell, or a failover, may have changed it.</summary>
    /// <exception cref="ReplicaException"><c>PairNotFound</c>: it was removed meanwhile.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken) =>
        Definition = await Engine.FindPairAsync(Name, cancellationToken) ?? throw PairErrors.PairNotFound(Name);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sessions.DisposeAsync();

    private static async Task<bool> AnswersAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await using var nothing = new NpgsqlCommand("select", connection) { CommandTimeout = PingSeconds };
            await nothing.ExecuteNonQueryAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException e) when (e.InnerException is not TimeoutException)
        {
            return false;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>How to connect to a node; with its password, so never shown.</summary>
    internal string ConnectionString(NodeDefinition node, string database = PairDatabases.Application) =>
        _sessions.Settings(Definition, node, database);

    /// <summary>What the steps of provisioning need to add a node to this pair, copied from that leader.</summary>
    internal ProvisioningContext Provisioning(NodeDefinition leader) =>
        new(Engine, new PairOptions { Name = Name }, Definition, _secrets, _sessions) { Leader = leader };

    /// <summary>Keeps what was changed about the pair; the caller holds its lock.</summary>
    internal async Task SaveAsync(PairDefinition definition, CancellationToken cancellationToken)
    {
        await Engine.SavePairAsync(definition, cancellationToken);
        Definition = definition;
    }

    /// <summary>Takes the pair for this shell alone, and reads what is kept about it as it is from then on.</summary>
    /// <exception cref="ReplicaException"><c>PairBusy</c>, <c>PairNotFound</c>.</exception>
    internal async Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
    {
        var held = await Engine.LockAsync(Name, PairCatalogue.Patience, cancellationToken);
        try
        {
            await RefreshAsync(cancellationToken);
            return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }
}

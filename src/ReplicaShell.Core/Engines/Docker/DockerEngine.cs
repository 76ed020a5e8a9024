using System.Collections.Concurrent;
using ReplicaShell.Engines.Docker.Containers;
using ReplicaShell.Engines.Docker.Definitions;
using ReplicaShell.Engines.Docker.Network;
using ReplicaShell.Engines.Local;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker;

/// <summary>One container a node. What it does is in the folders beside it; this tells who does what.</summary>
internal sealed partial class DockerEngine : INodeEngine
{
    /// <summary>Where ports are published: nobody but this machine reaches them.</summary>
    public const string Loopback = "127.0.0.1";

    private readonly LocalLayout _layout;
    private readonly LocalPairs _local;
    private readonly DockerNames _names;
    private readonly ContainerPlan _plan;
    private readonly PairNetworks _networks;
    private readonly PairStates _states;
    private readonly PairMarks _marks;
    private readonly ReplicationSessions _sessions;

    // What never changes in the life of a pair, and is read out of an archive each time.
    private readonly ConcurrentDictionary<(string Name, DateTimeOffset CreatedAt), ImageUser> _users = new();
    private readonly ConcurrentDictionary<(string Name, DateTimeOffset CreatedAt), PairSecrets> _secrets = new();

    /// <param name="layout">The home folder: its pairs alone are seen, and its locks keep shells apart.</param>
    public DockerEngine(LocalLayout layout)
    {
        _layout = layout;
        _local = new LocalPairs(layout);
        _names = DockerNames.Default(layout);
        _plan = new ContainerPlan(_names);
        _networks = new PairNetworks(_names);
        _states = new PairStates(_names);
        _marks = new PairMarks(layout);
        _sessions = new ReplicationSessions(_names);
    }

    public EngineKind Kind => EngineKind.Docker;

    public Task SavePairAsync(PairDefinition pair, CancellationToken cancellationToken) =>
        _states.SaveAsync(pair, cancellationToken);

    public Task<IAsyncDisposable> LockAsync(string name, TimeSpan patience, CancellationToken cancellationToken) =>
        _local.LockAsync(name, patience, cancellationToken);

    public async Task<PairSecrets> ReadSecretsAsync(string name, CancellationToken cancellationToken)
    {
        var pair = await FindPairAsync(name, cancellationToken) ?? throw PairErrors.PairNotFound(name);
        return await SecretsAsync(pair, cancellationToken);
    }

    public async Task DestroyPairAsync(string name, CancellationToken cancellationToken)
    {
        await EndBaseBackupsAsync(name);
        var containers = await Container.ListAsync(_names.Filter(name), cancellationToken);
        await Task.WhenAll(containers.Select(container => Container.RemoveAsync(container.ID, cancellationToken)));
        await Task.WhenAll(
            _networks.RemoveAsync(name, cancellationToken),
            NodeVolumes.RemoveAsync(_names.Filter(name), cancellationToken)
        );
        // Last, so that whatever is left of a removal that was broken off can be found and removed again.
        await _states.RemoveAllAsync(name, cancellationToken);
        _marks.Note(name, exists: false);
    }

    public async Task DestroyNodeAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        var containers = await Container.ListAsync(_names.Filter(pair.Name, node.Name), cancellationToken);
        await Task.WhenAll(containers.Select(container => Container.RemoveAsync(container.ID, cancellationToken)));
        await NodeVolumes.RemoveAsync(_names.Filter(pair.Name, node.Name), cancellationToken);
    }

    public async Task<ServerStatus> StatusAsync(
        PairDefinition pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        var container = await Container.InspectAsync(Name(pair, node), cancellationToken);
        return container is null && await HasDataAsync(pair, node, cancellationToken)
            ? ServerStatus.Crashed
            : ContainerStatus.Of(container?.State);
    }

    public Task<string> ReadLogAsync(
        PairDefinition pair,
        NodeDefinition node,
        int lines,
        CancellationToken cancellationToken
    ) => Container.ReadLogAsync(Name(pair, node), lines, cancellationToken);

    /// <summary>Behind a server that does not answer may be a container that was killed, or an engine that is gone.</summary>
    public async Task<Exception> ExplainAsync(PairDefinition pair, Exception failure)
    {
        if (failure is ReplicaException { EngineIsSilent: true })
        {
            // It answered when this began.
            return DockerErrors.DockerConnectionLost(failure.InnerException ?? failure);
        }

        if (failure is not (Npgsql.NpgsqlException or ReplicaException { ErrorId: nameof(EngineErrors.ProgramFailed) }))
        {
            return failure;
        }

        try
        {
            foreach (var node in pair.Nodes)
            {
                var container = await Container.InspectAsync(Name(pair, node), CancellationToken.None);
                if (
                    ContainerStatus.Of(container?.State) == ServerStatus.Crashed
                    || (container is null && IsLeader(node))
                )
                {
                    return DockerErrors.ContainerKilled(pair.Name, node.Name);
                }
            }

            return failure;
        }
        catch (ReplicaException silence)
        {
            return DockerErrors.DockerConnectionLost(silence);
        }

        bool IsLeader(NodeDefinition node) => node.Name == (pair.Leader ?? pair.Nodes[0].Name);
    }

    public async Task<byte[]> ReadControlFileAsync(
        PairDefinition pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    ) =>
        await Container.ReadAsync(Name(pair, node), $"{ContainerLayout.Data}/{ControlFile.Place}", cancellationToken)
        ?? throw NodeErrors.NodeLost(pair, node);

    public Endpoint Address(PairDefinition pair, NodeDefinition node) => new(Loopback, node.Port);

    private string Name(PairDefinition pair, NodeDefinition node) => _names.Container(pair.Name, node.Name);

    /// <summary>The pair's passwords, from whatever node still has them: the leader's first, as it always should.</summary>
    private async Task<PairSecrets> SecretsAsync(PairDefinition pair, CancellationToken cancellationToken)
    {
        if (_secrets.TryGetValue((pair.Name, pair.CreatedAt), out var known))
        {
            return known;
        }

        foreach (var node in pair.Nodes.OrderBy(node => node.Name != pair.Leader))
        {
            if (await Container.ReadAsync(Name(pair, node), ContainerLayout.Secrets, cancellationToken) is { } content)
            {
                var secrets = StateJson.Secrets.Parse(content);
                return _secrets.GetOrAdd((pair.Name, pair.CreatedAt), secrets);
            }
        }

        foreach (var node in pair.Nodes)
        {
            if (await RestoreAsync(pair, node, cancellationToken))
            {
                return await SecretsAsync(pair, cancellationToken);
            }
        }

        throw PairErrors.PairIncomplete(pair.Name);
    }
}

using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Network;
using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local;

/// <summary>What is kept of pairs on disk: finding, saving, locking, removing.</summary>
/// <param name="layout">Where pairs lie.</param>
internal sealed class LocalPairs(LocalLayout layout)
{
    private static readonly TimeSpan TimeToDestroy = TimeSpan.FromSeconds(15);

    public async Task<IReadOnlyList<PairDefinition>> ListAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(layout.Pairs))
        {
            return [];
        }

        var pairs = new List<PairDefinition>();
        foreach (var folder in Directory.EnumerateDirectories(layout.Pairs).Order(StringComparer.Ordinal))
        {
            if (await FindAsync(Path.GetFileName(folder), cancellationToken) is { } pair)
            {
                pairs.Add(pair);
            }
        }

        return pairs;
    }

    /// <summary>The ports of all pairs, running or not: nobody else may have them.</summary>
    public async Task<HashSet<int>> PortsAsync(CancellationToken cancellationToken)
    {
        var ports = new HashSet<int>();
        foreach (var pair in await ListAsync(cancellationToken))
        {
            ports.UnionWith(pair.Nodes.SelectMany(n => new[] { n.Port, n.UpstreamPort ?? 0, n.ClientPort ?? 0 }));
            if (await new LocalNetwork(layout, pair).ReadAsync(cancellationToken) is { } plan)
            {
                ports.Add(plan.ControlPort);
                ports.UnionWith(plan.Witnesses.Values.Select(witness => witness.Port));
            }
        }

        return ports;
    }

    /// <summary>The pair of that name. A folder without a readable definition is a pair that was never finished.</summary>
    public async Task<PairDefinition?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (!PairName.IsValid(name) || !Directory.Exists(layout.Pair(name)))
        {
            return null;
        }

        try
        {
            var file = layout.PairFile(name);
            return await StateFile.ReadAsync(file, StateJson.Pair, cancellationToken) ?? Unfinished(name);
        }
        catch (ReplicaException e) when (e.ErrorId == nameof(EngineErrors.PairStateUnreadable))
        {
            return Unfinished(name);
        }
    }

    public void Save(PairDefinition pair) =>
        Guarded(() => StateFile.Write(layout.PairFile(pair.Name), pair, StateJson.Pair));

    public async Task<PairSecrets> ReadSecretsAsync(string name, CancellationToken cancellationToken) =>
        await StateFile.ReadAsync(layout.SecretsFile(name), StateJson.Secrets, cancellationToken)
        ?? throw PairErrors.PairIncomplete(name);

    public void SaveSecrets(string name, PairSecrets secrets) =>
        Guarded(() => StateFile.Write(layout.SecretsFile(name), secrets, StateJson.Secrets));

    public async Task<IAsyncDisposable> LockAsync(string name, TimeSpan patience, CancellationToken cancellationToken)
    {
        Guarded(() => PrivateFiles.CreateFolder(layout.Locks));
        FileLock? held = null;
        await Until.TrueAsync(
            () =>
            {
                Guarded(() => held = FileLock.TryTake(Path.Combine(layout.Locks, name + ".lock")));
                return held is not null;
            },
            patience,
            cancellationToken
        );
        return held ?? throw PairErrors.PairBusy(name);
    }

    /// <summary>Ends whatever still works in the pair's folder and removes it, however much of it is there.</summary>
    public async Task DestroyAsync(PairDefinition pair, CancellationToken cancellationToken)
    {
        await new LocalNetwork(layout, pair).StopAsync(cancellationToken);
        foreach (var folder in Directory.EnumerateDirectories(layout.Pair(pair.Name)))
        {
            await DestroyNodeAsync(new NodeLayout(folder), cancellationToken);
        }

        await RemoveFolderAsync(layout.Pair(pair.Name), cancellationToken);
    }

    public static async Task DestroyNodeAsync(NodeLayout node, CancellationToken cancellationToken)
    {
        if (ServerProcesses.Find(node) is { } server)
        {
            await ServerProcesses.KillAsync(server.Id, cancellationToken);
        }

        await ServerProcesses.EndWorkAsync(node.Folder, TimeSpan.Zero, cancellationToken);
        ServerProcesses.RemoveSharedMemory(node);
        await RemoveFolderAsync(node.Folder, cancellationToken);
    }

    /// <summary>Does work on the data folder and tells a full or read-only disk from a fault of ours.</summary>
    /// <exception cref="ReplicaException"><c>DataFolderUnusable</c>.</exception>
    public void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EngineErrors.DataFolderUnusable(layout.Home, e);
        }
    }

    private static PairDefinition Unfinished(string name) =>
        new()
        {
            Name = name,
            Engine = EngineKind.Local,
            CreatedAt = DateTimeOffset.UnixEpoch,
            PostgresVersion = string.Empty,
            Nodes = [],
        };

    // A process that was just killed may hold a file a moment longer (Windows), or have made one meanwhile.
    private static async Task RemoveFolderAsync(string folder, CancellationToken cancellationToken)
    {
        Exception? last = null;
        var removed = await Until.TrueAsync(
            () =>
            {
                try
                {
                    if (Directory.Exists(folder))
                    {
                        Directory.Delete(folder, recursive: true);
                    }

                    return true;
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    last = e;
                    return false;
                }
            },
            TimeToDestroy,
            cancellationToken
        );
        if (!removed)
        {
            throw EngineErrors.DataFolderUnusable(folder, last!);
        }
    }
}

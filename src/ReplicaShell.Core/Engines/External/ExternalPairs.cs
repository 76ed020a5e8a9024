using ReplicaShell.Engines.Local;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.External;

/// <summary>What is kept of attached pairs on disk: who they are, and how to connect, which only its owner reads.</summary>
/// <param name="layout">Where ReplicaShell keeps things.</param>
internal sealed class ExternalPairs(LocalLayout layout)
{
    // One lock for a name, whatever engine its pair is on.
    private readonly LocalPairs _locks = new(layout);

    private string Folder => Path.Combine(layout.Home, "external");

    public async Task<IReadOnlyList<PairDefinition>> ListAsync(CancellationToken cancellationToken)
    {
        var pairs = new List<PairDefinition>();
        var folders = Directory.Exists(Folder) ? Directory.EnumerateDirectories(Folder) : [];
        foreach (var folder in folders.Order(StringComparer.Ordinal))
        {
            if (await FindAsync(Path.GetFileName(folder), cancellationToken) is { } pair)
            {
                pairs.Add(pair);
            }
        }

        return pairs;
    }

    /// <summary>The pair of that name. A folder without a readable definition is a pair that was never finished.</summary>
    public async Task<PairDefinition?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (!PairName.IsValid(name) || !Directory.Exists(Path.Combine(Folder, name)))
        {
            return null;
        }

        try
        {
            return await StateFile.ReadAsync(PairFile(name), StateJson.Pair, cancellationToken) ?? Unfinished(name);
        }
        catch (ReplicaException e) when (e.ErrorId == nameof(EngineErrors.PairStateUnreadable))
        {
            return Unfinished(name);
        }
    }

    public void Save(PairDefinition pair) =>
        _locks.Guarded(() => StateFile.Write(PairFile(pair.Name), pair, StateJson.Pair));

    /// <summary>Keeps a new pair; the definition last, since it is what makes it one.</summary>
    public void Create(PairDefinition pair, PairSecrets secrets)
    {
        _locks.Guarded(() =>
        {
            PrivateFiles.CreateFolder(Path.Combine(Folder, pair.Name));
            StateFile.Write(SecretsFile(pair.Name), secrets, StateJson.Secrets);
        });
        Save(pair);
    }

    public async Task<PairSecrets> ReadSecretsAsync(string name, CancellationToken cancellationToken) =>
        await StateFile.ReadAsync(SecretsFile(name), StateJson.Secrets, cancellationToken)
        ?? throw PairErrors.PairIncomplete(name);

    public Task<IAsyncDisposable> LockAsync(string name, TimeSpan patience, CancellationToken cancellationToken) =>
        _locks.LockAsync(name, patience, cancellationToken);

    /// <summary>Forgets a pair; nothing happens when there is none.</summary>
    public void Forget(string name) =>
        _locks.Guarded(() =>
        {
            var folder = Path.Combine(Folder, PairName.Check(name));
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        });

    private string PairFile(string name) => Path.Combine(Folder, name, "pair.json");

    private string SecretsFile(string name) => Path.Combine(Folder, name, "secrets.json");

    private static PairDefinition Unfinished(string name) =>
        new()
        {
            Name = name,
            Engine = EngineKind.External,
            CreatedAt = DateTimeOffset.UnixEpoch,
            PostgresVersion = string.Empty,
            Nodes = [],
        };
}

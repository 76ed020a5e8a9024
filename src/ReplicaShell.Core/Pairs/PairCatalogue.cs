using ReplicaShell.Engines;
using ReplicaShell.Engines.Docker;
using ReplicaShell.Engines.External;
using ReplicaShell.Engines.Local;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Rehearsal;
using ReplicaShell.Errors;
using ReplicaShell.Provisioning;
using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>The pairs of this machine over all engines: finds, makes, opens, removes them.</summary>
public sealed class PairCatalogue
{
    /// <summary>How long a change waits for another shell that changes the same pair.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly IReadOnlyList<INodeEngine> _engines;

    /// <summary>A catalogue of the pairs that belong to this user.</summary>
    public PairCatalogue()
        : this(LocalLayout.Default()) { }

    /// <summary>A catalogue of the pairs of another home folder than this process's own (<c>REPLICASHELL_HOME</c>).</summary>
    /// <param name="home">The home folder; it need not exist yet.</param>
    public PairCatalogue(string home)
        : this(new LocalLayout(Path.GetFullPath(home))) { }

    private PairCatalogue(LocalLayout layout)
        : this([new LocalEngine(layout), new DockerEngine(layout), new ExternalEngine(layout)]) { }

    internal PairCatalogue(IReadOnlyList<INodeEngine> engines) => _engines = engines;

    /// <summary>The names of all pairs of the engines that answer, in order.</summary>
    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken) =>
        NamesAsync(onUnseen: null, cancellationToken);

    /// <summary>The names of all pairs of the engines that answer, in order.</summary>
    /// <param name="onUnseen">Told which pairs there are besides, and why they cannot be seen; may be null.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async Task<IReadOnlyList<string>> NamesAsync(
        Action<string>? onUnseen,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await DefinitionsAsync(onUnseen, cancellationToken))
                .Select(pair => pair.Name)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>What is kept about all pairs of the engines that answer; no server is asked.</summary>
    public Task<IReadOnlyList<PairDefinition>> DefinitionsAsync(CancellationToken cancellationToken) =>
        DefinitionsAsync(onUnseen: null, cancellationToken);

    private async Task<IReadOnlyList<PairDefinition>> DefinitionsAsync(
        Action<string>? onUnseen,
        CancellationToken cancellationToken
    )
    {
        var pairs = new List<PairDefinition>();
        foreach (var engine in _engines)
        {
            try
            {
                pairs.AddRange(await engine.ListPairsAsync(cancellationToken));
            }
            catch (ReplicaException e) when (e.EngineIsSilent)
            {
                // The pairs of the others are no less there for that.
                onUnseen?.Invoke(e.Message);
            }
        }

        return pairs;
    }

    /// <summary>The state of a pair, its servers asked.</summary>
    /// <exception cref="ReplicaException"><c>InvalidPairName</c>, <c>PairNotFound</c>.</exception>
    public async Task<ReplicaPair> GetAsync(string name, CancellationToken cancellationToken)
    {
        var (engine, definition) = await FindAsync(name, cancellationToken);
        if (!definition.Complete)
        {
            return PairReader.Incomplete(engine, definition);
        }

        await using var pair = await OpenAsync(engine, definition, cancellationToken);
        return await PairReader.ReadAsync(pair, cancellationToken);
    }

    /// <summary>Opens a pair.</summary>
    /// <exception cref="ReplicaException"><c>InvalidPairName</c>, <c>PairNotFound</c>, <c>PairIncomplete</c>.</exception>
    public async Task<Pair> OpenAsync(string name, CancellationToken cancellationToken)
    {
        var (engine, definition) = await FindAsync(name, cancellationToken);
        return definition.Complete
            ? await OpenAsync(engine, definition, cancellationToken)
            : throw PairErrors.PairIncomplete(name);
    }

    /// <summary>Makes a pair and opens it.</summary>
    /// <param name="options">What it should be.</param>
    /// <param name="progress">Told of each step; may be null.</param>
    /// <param name="cancellationToken">Ends the making; nothing of the pair is left then.</param>
    /// <exception cref="ReplicaException">
    /// <c>InvalidPairName</c>, <c>PairExists</c>, <c>PairBusy</c>, <c>PortInUse</c>, <c>PostgresNotFound</c>,
    /// <c>UnsupportedVersion</c>, <c>InvalidFollowerCount</c>, <c>InvalidSetting</c>, <c>DataFolderUnusable</c>,
    /// <c>ServerStartFailed</c>, <c>ProvisioningFailed</c> and others; nothing of the pair is left.
    /// </exception>
    public async Task<Pair> CreateAsync(
        PairOptions options,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        var engine = EngineOf(options);
        using var _ = await engine.PauseAheadAsync(cancellationToken);
        var pair = await BuildAsync(engine, options, progress, cancellationToken);
        await PrepareAheadAsync(pair, cancellationToken);
        return pair;
    }

    /// <summary>Makes a pair and says what it is like, for who does not go on with it.</summary>
    /// <inheritdoc cref="CreateAsync"/>
    public async Task<ReplicaPair> MakeAsync(
        PairOptions options,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        var engine = EngineOf(options);
        using var _ = await engine.PauseAheadAsync(cancellationToken);
        await using var pair = await BuildAsync(engine, options, progress, cancellationToken);
        var made = await PairReader.ReadAsync(pair, cancellationToken);
        // Last, as it takes a processor from the servers that are asked.
        await PrepareAheadAsync(pair, cancellationToken);
        return made;
    }

    private static async Task PrepareAheadAsync(Pair pair, CancellationToken cancellationToken)
    {
        try
        {
            await pair.Engine.PrepareAheadAsync(pair.Definition, cancellationToken);
        }
        catch (Exception e) when (e is OperationCanceledException or ReplicaException)
        {
            // This pair is there all the same; the next one takes longer.
        }
    }

    private INodeEngine EngineOf(PairOptions options)
    {
        PairName.Check(options.Name);
        return _engines.FirstOrDefault(candidate => candidate.Kind == options.Engine)
            ?? throw PairErrors.UnsupportedEngine(options.Engine.ToString());
    }

    private async Task<Pair> BuildAsync(
        INodeEngine engine,
        PairOptions options,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        ConnectionRehearsal.Begin(cancellationToken);
        await using var held = await engine.LockAsync(options.Name, Patience, cancellationToken);
        await CheckFreeAsync(options.Name, cancellationToken, except: engine);
        var (pair, secrets, sessions) = await PairBuilder.BuildAsync(engine, options, progress, cancellationToken);
        return new Pair(engine, pair, secrets, sessions);
    }

    /// <summary>Attaches servers that exist under a name, and opens the pair. Nothing is changed on the servers.</summary>
    /// <param name="name">The new pair's name.</param>
    /// <param name="leader">How to connect to the server that leads: Npgsql's keywords, or a postgresql:// address.</param>
    /// <param name="followers">The same for each server that streams from it.</param>
    /// <param name="cancellationToken">Ends the attaching; nothing of the pair is kept then.</param>
    /// <exception cref="ReplicaException">
    /// <c>InvalidPairName</c>, <c>PairExists</c>, <c>PairBusy</c>, <c>InvalidConnectionString</c>,
    /// <c>ServerUnreachable</c>, <c>ServerRefused</c>, <c>UnsupportedVersion</c>, <c>MissingPrivilege</c>,
    /// <c>NotALeader</c>, <c>NotAFollower</c>, <c>FollowerNotStreaming</c>, <c>AmbiguousFollower</c>.
    /// </exception>
    public async Task<Pair> AttachAsync(
        string name,
        string leader,
        IReadOnlyList<string> followers,
        CancellationToken cancellationToken
    )
    {
        PairName.Check(name);
        var engine =
            _engines.OfType<IAttachingEngine>().FirstOrDefault()
            ?? throw PairErrors.UnsupportedEngine(nameof(EngineKind.External));
        await using var held = await engine.LockAsync(name, Patience, cancellationToken);
        await CheckFreeAsync(name, cancellationToken);
        return await OpenAsync(
            engine,
            await engine.AttachAsync(name, leader, followers, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>What is kept about the pair of that name, in whatever state; no server is asked.</summary>
    /// <exception cref="ReplicaException"><c>InvalidPairName</c>, <c>PairNotFound</c>.</exception>
    public async Task<PairDefinition> DefinitionAsync(string name, CancellationToken cancellationToken) =>
        (await FindAsync(name, cancellationToken)).Pair;

    /// <summary>
    /// The same, or null where there is no such pair. An engine that does not answer matters only when the pair was in it
    /// when it last did: a user who may not ask Docker, and never did, can still make pairs.
    /// </summary>
    /// <exception cref="ReplicaException"><c>InvalidPairName</c>, and why the engine that may have it is silent.</exception>
    internal async Task<PairDefinition?> SeekAsync(string name, CancellationToken cancellationToken)
    {
        PairName.Check(name);
        foreach (var engine in _engines)
        {
            var silent = new List<ReplicaException>();
            if (await AskAsync(engine, name, silent, cancellationToken) is { } pair)
            {
                return pair;
            }

            if (silent.Count > 0 && engine.MayHave(name))
            {
                throw PairErrors.PairNotFound(name, silent[0]);
            }
        }

        return null;
    }

    /// <summary>Removes a pair without a trace, in whatever state it is.</summary>
    /// <exception cref="ReplicaException"><c>InvalidPairName</c>, <c>PairNotFound</c>, <c>PairBusy</c>.</exception>
    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        var (engine, _) = await FindAsync(name, cancellationToken);
        await using var held = await engine.LockAsync(name, Patience, cancellationToken);
        await engine.DestroyPairAsync(name, cancellationToken);
    }

    private static async Task<Pair> OpenAsync(
        INodeEngine engine,
        PairDefinition definition,
        CancellationToken cancellationToken
    ) => new(engine, definition, await engine.ReadSecretsAsync(definition.Name, cancellationToken));

    /// <summary>A name is a pair's over all engines.</summary>
    private async Task CheckFreeAsync(string name, CancellationToken cancellationToken, INodeEngine? except = null)
    {
        foreach (var engine in _engines.Where(engine => engine != except && engine.MayHave(name)))
        {
            if (await AskAsync(engine, name, [], cancellationToken) is not null)
            {
                throw PairErrors.PairExists(name);
            }
        }
    }

    private async Task<(INodeEngine Engine, PairDefinition Pair)> FindAsync(
        string name,
        CancellationToken cancellationToken
    )
    {
        PairName.Check(name);
        var silent = new List<ReplicaException>();
        foreach (var engine in _engines)
        {
            if (await AskAsync(engine, name, silent, cancellationToken) is { } pair)
            {
                return (engine, pair);
            }
        }

        throw PairErrors.PairNotFound(name, silent.FirstOrDefault());
    }

    /// <summary>The pair of that name on one engine; null when it has none, or when it does not answer.</summary>
    private static async Task<PairDefinition?> AskAsync(
        INodeEngine engine,
        string name,
        List<ReplicaException> silent,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await engine.FindPairAsync(name, cancellationToken);
        }
        catch (ReplicaException e) when (e.EngineIsSilent)
        {
            silent.Add(e);
            return null;
        }
    }
}

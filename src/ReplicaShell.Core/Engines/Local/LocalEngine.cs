using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local;

/// <summary>PostgreSQL processes on this machine. What it does is in the folders beside it; this tells who does what.</summary>
/// <param name="layout">Where everything lies.</param>
internal sealed partial class LocalEngine(LocalLayout layout) : INodeEngine
{
    private readonly LocalPairs _pairs = new(layout);

    /// <summary>How many spare folders wait for the next pair; null for as many as the environment says.</summary>
    public int? Spares { get; init; }

    private DataTemplate Template => new(layout, Spares);

    public EngineKind Kind => EngineKind.Local;

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

    public async Task DestroyPairAsync(string name, CancellationToken cancellationToken)
    {
        if (_firstLeaders.TryRemove(name, out var begun))
        {
            await begun.CallOffAsync();
        }

        _madeByInitdb.TryRemove(name, out _);
        await HasLandedAsync(name);
        if (await _pairs.FindAsync(name, cancellationToken) is { } pair)
        {
            await _pairs.DestroyAsync(pair, cancellationToken);
        }
    }

    public Task DestroyNodeAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken) =>
        LocalPairs.DestroyNodeAsync(Layout(pair, node), cancellationToken);

    public Task StartAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken) =>
        ServerControl.StartAsync(Postgres(pair), node.Name, Layout(pair, node), cancellationToken);

    public Task StopAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken) =>
        ServerControl.StopAsync(Postgres(pair), Layout(pair, node), cancellationToken);

    public Task<DateTimeOffset> KillAsync(
        PairDefinition pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    ) => ServerProcesses.KillAsync(Running(pair, node), cancellationToken);

    // A server that is half frozen would be neither: once begun, it is done.
    public Task SuspendAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken) =>
        ServerProcesses.FreezeAsync(Running(pair, node));

    public Task ResumeAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        ServerProcesses.Thaw(Running(pair, node));
        return Task.CompletedTask;
    }

    public Task<ServerStatus> StatusAsync(
        PairDefinition pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    ) => Task.FromResult(ServerProcesses.Status(Layout(pair, node)));

    public Task<byte[]> ReadControlFileAsync(
        PairDefinition pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    ) => File.ReadAllBytesAsync(Path.Combine(Layout(pair, node).Data, Engines.ControlFile.Place), cancellationToken);

    public Task<string> ReadLogAsync(
        PairDefinition pair,
        NodeDefinition node,
        int lines,
        CancellationToken cancellationToken
    ) => Task.FromResult(ServerControl.ReadLog(Layout(pair, node), lines));

    /// <summary>A server that cannot write dies, and then it is only its log that says why.</summary>
    public Task<Exception> ExplainAsync(PairDefinition pair, Exception failure)
    {
        const int LastLines = 20;
        var logs =
            failure is OperationCanceledException
                ? []
                : pair.Nodes.Select(node => ServerControl.ReadLog(Layout(pair, node), LastLines));
        var disk = DiskFault.Behind(failure) ?? logs.Select(DiskFault.In).FirstOrDefault(why => why is not null);
        return Task.FromResult(
            disk is null ? failure : EngineErrors.DataFolderUnusable(layout.Home, new IOException(disk, failure))
        );
    }

    public Endpoint Address(PairDefinition pair, NodeDefinition node) => new(Loopback, node.Port);

    private NodeLayout Layout(PairDefinition pair, NodeDefinition node) => layout.Node(pair.Name, node.Name);

    private static PostgresInstallation Postgres(PairDefinition pair) => new(pair.PostgresPath!, pair.PostgresVersion);

    private int Running(PairDefinition pair, NodeDefinition node) =>
        ServerProcesses.Find(Layout(pair, node))?.Id
        ?? throw NodeErrors.NodeNotRunning(pair, node, ServerProcesses.Status(Layout(pair, node)));
}

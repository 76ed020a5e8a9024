using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local;

/// <summary>What keeps a server on this machine from taking writes.</summary>
internal sealed partial class LocalEngine
{
    /// <summary>A server that finds this file starts as a standby, whoever starts it, and a standby takes no writes.</summary>
    public Task BarWritesAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        var data = Layout(pair, node).Data;
        if (!Directory.Exists(data))
        {
            // Whatever has no data takes no writes.
            return Task.CompletedTask;
        }

        var signal = Path.Combine(data, StandbyFiles.Signal);
        _pairs.Guarded(() => PrivateFiles.WriteForServer(signal, string.Empty));
        return Task.CompletedTask;
    }

    public Task AllowWritesAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        _pairs.Guarded(() => File.Delete(Path.Combine(Layout(pair, node).Data, StandbyFiles.Signal)));
        return Task.CompletedTask;
    }

    public Task SetAccessAsync(PairDefinition pair, NodeDefinition node, bool open, CancellationToken cancellationToken)
    {
        var files = Layout(pair, node);
        var text = open ? NodeSettings.Authentication() : ServerSettings.NobodyMayConnect;
        _pairs.Guarded(() => PrivateFiles.WriteForServer(files.Authentication, text));
        return ServerProcesses.Find(files) is null
            ? Task.CompletedTask
            : ServerControl.ReloadAsync(Postgres(pair), files, cancellationToken);
    }

    public Task SetClientNetworkAsync(
        PairDefinition pair,
        NodeDefinition node,
        bool connected,
        CancellationToken cancellationToken
    ) =>
        connected
            ? Task.CompletedTask
            : throw NodeErrors.UnsupportedFault("cut a node off from its clients", Kind, EngineKind.Docker);
}

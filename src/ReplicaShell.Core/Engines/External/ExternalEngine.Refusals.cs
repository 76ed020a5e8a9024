using Npgsql;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.External;

/// <summary>What is not done to servers that somebody else runs; each refusal says where it can be done.</summary>
internal sealed partial class ExternalEngine
{
    public Task<PairDefinition> PreparePairAsync(
        PairOptions options,
        PairSecrets secrets,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    ) => throw ExternalErrors.UnsupportedEngine();

    public Task<NodeDefinition> PrepareNodeAsync(
        PairDefinition pair,
        string name,
        CancellationToken cancellationToken
    ) => throw ExternalErrors.UnsupportedFault(pair, "make servers");

    public Task DestroyNodeAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken) =>
        throw ExternalErrors.UnsupportedFault(pair, $"remove {node.Name}");

    public Task InitializeAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken) =>
        throw ExternalErrors.UnsupportedFault(pair, "make servers");

    public Task<NpgsqlConnection> SetPasswordAsync(
        PairDefinition pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    ) => throw ExternalErrors.UnsupportedFault(pair, "change passwords");

    public Task<BackupMethod> BaseBackupAsync(
        PairDefinition pair,
        NodeDefinition node,
        NodeDefinition source,
        Action begun,
        CancellationToken cancellationToken
    ) => throw ExternalErrors.UnsupportedFault(pair, "make servers");

    public Task StartAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken) =>
        throw ExternalErrors.UnsupportedFault(pair, $"start {node.Name}");

    public Task StopAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken) =>
        throw ExternalErrors.UnsupportedFault(pair, $"stop {node.Name}");

    public Task<DateTimeOffset> KillAsync(
        PairDefinition pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    ) => throw ExternalErrors.UnsupportedFault(pair, $"kill {node.Name}");

    public Task SuspendAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken) =>
        throw ExternalErrors.UnsupportedFault(pair, $"freeze {node.Name}");

    public Task ResumeAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken) =>
        throw ExternalErrors.UnsupportedFault(pair, $"thaw {node.Name}");

    public Task BarWritesAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken) =>
        throw ExternalErrors.UnsupportedFault(pair, $"bar writes to {node.Name}");

    public Task AllowWritesAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken) =>
        throw ExternalErrors.UnsupportedFault(pair, $"allow writes to {node.Name}");

    public Task SetAccessAsync(
        PairDefinition pair,
        NodeDefinition node,
        bool open,
        CancellationToken cancellationToken
    ) => throw ExternalErrors.UnsupportedFault(pair, $"change who may connect to {node.Name}");

    public Task SetClientNetworkAsync(
        PairDefinition pair,
        NodeDefinition node,
        bool connected,
        CancellationToken cancellationToken
    ) => throw ExternalErrors.UnsupportedFault(pair, $"change the network of {node.Name}");

    public Task<byte[]> ReadControlFileAsync(
        PairDefinition pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    ) => throw ExternalErrors.UnsupportedFault(pair, $"read the data of {node.Name}");

    public Task RestoreNodeAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken) =>
        throw ExternalErrors.UnsupportedFault(pair, "make servers");

    public Task<RewindOutcome> RewindAsync(
        PairDefinition pair,
        NodeDefinition node,
        NodeDefinition source,
        CancellationToken cancellationToken
    ) => throw ExternalErrors.UnsupportedFault(pair, $"rewind {node.Name}");

    public Task FollowAsync(
        PairDefinition pair,
        NodeDefinition node,
        NodeDefinition source,
        CancellationToken cancellationToken
    ) => throw ExternalErrors.UnsupportedFault(pair, $"change the data of {node.Name}");

    public Task SetNetworkAsync(
        PairDefinition pair,
        NodeDefinition node,
        NodeNetwork network,
        CancellationToken cancellationToken
    ) => throw ExternalErrors.UnsupportedFault(pair, $"change the network of {node.Name}");
}

using ReplicaShell.Engines.Docker.Containers;
using ReplicaShell.Engines.Docker.Images;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker;

/// <summary>How the data in a node's volume become those of a standby again.</summary>
internal sealed partial class DockerEngine
{
    public async Task RestoreNodeAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        await _networks.EnsureAsync(pair.Name, cancellationToken);
        var secrets = await SecretsAsync(pair, cancellationToken);
        var image = await ImageStore.DescribeAsync(pair.Image!, cancellationToken);
        await CreateAsync(pair, [node], secrets, image, template: null, cancellationToken);
        await _networks.ConnectAsync(pair.Name, node.Name, cancellationToken);
    }

    public async Task<RewindOutcome> RewindAsync(
        PairDefinition pair,
        NodeDefinition node,
        NodeDefinition source,
        CancellationToken cancellationToken
    )
    {
        var script = ContainerScripts.Rewind(node, source.Name);
        var (code, said) = await RunOnceAsync(pair, node, script, cancellationToken);
        return code == ContainerScripts.NoRewind ? RewindOutcome.Missing : RewindOutcome.Of(code == 0, said);
    }

    public async Task FollowAsync(
        PairDefinition pair,
        NodeDefinition node,
        NodeDefinition source,
        CancellationToken cancellationToken
    )
    {
        var (code, said) = await RunOnceAsync(
            pair,
            node,
            ContainerScripts.Follow(node, source.Name),
            cancellationToken
        );
        if (code != 0)
        {
            throw EngineErrors.ProgramFailed("sh", (int)code, said);
        }
    }
}

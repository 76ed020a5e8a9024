using ReplicaShell.Engines.Docker.Containers;
using ReplicaShell.Engines.Docker.Images;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker;

/// <summary>
/// A container that somebody has removed by hand: the data is in the volume, which outlives it, so a new container is all
/// that the node lacks.
/// </summary>
internal sealed partial class DockerEngine
{
    private Task<bool> HasDataAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken) =>
        NodeVolumes.ExistsAsync(_names.Volume(pair.Name, node.Name), cancellationToken);

    /// <summary>Makes the container of a node anew where only its volume is left; it does not run yet.</summary>
    /// <returns>Whether there was none, and now there is one.</returns>
    private async Task<bool> RestoreAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        if (
            await Container.InspectAsync(Name(pair, node), cancellationToken) is not null
            || !await HasDataAsync(pair, node, cancellationToken)
        )
        {
            return false;
        }

        await _networks.EnsureAsync(pair.Name, cancellationToken);
        var image = await ImageStore.DescribeAsync(pair.Image!, cancellationToken);
        await Container.CreateAsync(_plan.Server(pair, node, image), cancellationToken);
        await _networks.ConnectAsync(pair.Name, node.Name, cancellationToken);
        return true;
    }
}

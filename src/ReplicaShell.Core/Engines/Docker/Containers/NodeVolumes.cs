using Docker.DotNet.Models;
using ReplicaShell.Engines.Docker.Access;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Docker.Containers;

/// <summary>The volumes with the data of nodes; they are made together with the containers.</summary>
internal static class NodeVolumes
{
    private static readonly TimeSpan TimeToRemove = TimeSpan.FromSeconds(20);

    /// <summary>Whether there is a volume of that name.</summary>
    public static async Task<bool> ExistsAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await DockerAccess.CallAsync(
                "look at a volume",
                (client, token) => client.Volumes.InspectAsync(name, token),
                cancellationToken
            );
            return true;
        }
        catch (ReplicaException e) when (DockerFault.IsNotFound(e))
        {
            return false;
        }
    }

    /// <summary>Removes those that a filter finds; their containers are gone.</summary>
    public static async Task RemoveAsync(
        IDictionary<string, IDictionary<string, bool>> filter,
        CancellationToken cancellationToken
    )
    {
        var found = await DockerAccess.CallAsync(
            "list volumes",
            (client, token) => client.Volumes.ListAsync(new VolumesListParameters { Filters = filter }, token),
            cancellationToken
        );
        await Task.WhenAll(
            (found.Volumes ?? [])
                .Where(volume => volume.Labels.ContainsKey(DockerNames.NodeLabel))
                .Select(volume => RemoveAsync(volume.Name, cancellationToken))
        );
    }

    private static Task RemoveAsync(string name, CancellationToken cancellationToken) =>
        Removal.UntilGoneAsync(
            () =>
                DockerAccess.CallAsync(
                    "remove a volume",
                    (client, token) => client.Volumes.RemoveAsync(name, force: true, token),
                    cancellationToken
                ),
            TimeToRemove,
            cancellationToken
        );
}

using System.Globalization;
using System.Text.Json;
using Docker.DotNet.Models;
using ReplicaShell.Engines.Docker.Access;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker.Definitions;

/// <summary>
/// What is kept of pairs: it stands in the labels of an empty volume. Labels cannot be changed, so a change is a new
/// volume with the next revision, and the old one goes; whoever reads in between takes the newest.
/// </summary>
/// <param name="names">How things are called.</param>
internal sealed class PairStates(DockerNames names)
{
    /// <summary>All pairs, or those of that name. A pair without a readable definition was never finished.</summary>
    public async Task<IReadOnlyList<PairDefinition>> ListAsync(string? pair, CancellationToken cancellationToken)
    {
        var volumes = await VolumesAsync(pair, cancellationToken);
        return
        [
            .. volumes
                .GroupBy(volume => volume.Labels[DockerNames.PairLabel])
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Newest(group) ?? Unfinished(group.Key)),
        ];
    }

    /// <summary>Replaces what is kept of a pair; the caller holds its lock.</summary>
    public async Task SaveAsync(PairDefinition pair, CancellationToken cancellationToken)
    {
        var before = (await VolumesAsync(pair.Name, cancellationToken)).Where(IsState).ToList();
        var revision = before.Select(Revision).DefaultIfEmpty(0).Max() + 1;
        var labels = names.Labels(pair.Name);
        labels[DockerNames.RevisionLabel] = revision.ToString(CultureInfo.InvariantCulture);
        labels[DockerNames.DefinitionLabel] = StateJson.Pair.ToText(pair);
        await DockerAccess.CallAsync(
            "keep what the pair is",
            (client, token) =>
                client.Volumes.CreateAsync(
                    new VolumesCreateParameters { Name = names.StateVolume(pair.Name, revision), Labels = labels },
                    token
                ),
            cancellationToken
        );
        foreach (var old in before)
        {
            // From here on the new one counts: what is left of the old ones is only untidy.
            await RemoveAsync(old.Name, CancellationToken.None);
        }
    }

    /// <summary>Removes what is kept of a pair.</summary>
    public async Task RemoveAllAsync(string pair, CancellationToken cancellationToken)
    {
        foreach (var volume in (await VolumesAsync(pair, cancellationToken)).Where(IsState))
        {
            await RemoveAsync(volume.Name, cancellationToken);
        }
    }

    private static async Task RemoveAsync(string volume, CancellationToken cancellationToken)
    {
        try
        {
            await DockerAccess.CallAsync(
                "remove a volume",
                (client, token) => client.Volumes.RemoveAsync(volume, force: true, token),
                cancellationToken
            );
        }
        catch (Errors.ReplicaException e) when (DockerFault.IsNotFound(e)) { }
    }

    private async Task<IEnumerable<VolumeResponse>> VolumesAsync(string? pair, CancellationToken cancellationToken)
    {
        var parameters = new VolumesListParameters { Filters = names.Filter(pair) };
        var answer = await DockerAccess.CallAsync(
            "list volumes",
            (client, token) => client.Volumes.ListAsync(parameters, token),
            cancellationToken
        );
        return answer.Volumes ?? [];
    }

    private static bool IsState(VolumeResponse volume) => volume.Labels.ContainsKey(DockerNames.DefinitionLabel);

    private static int Revision(VolumeResponse volume) =>
        int.Parse(volume.Labels[DockerNames.RevisionLabel], CultureInfo.InvariantCulture);

    private static PairDefinition? Newest(IEnumerable<VolumeResponse> volumes) =>
        volumes.Where(IsState).OrderByDescending(Revision).Select(Read).FirstOrDefault(pair => pair is not null);

    private static PairDefinition? Read(VolumeResponse volume)
    {
        try
        {
            return StateJson.Pair.Parse(volume.Labels[DockerNames.DefinitionLabel]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PairDefinition Unfinished(string name) =>
        new()
        {
            Name = name,
            Engine = EngineKind.Docker,
            CreatedAt = DateTimeOffset.UnixEpoch,
            PostgresVersion = string.Empty,
            Nodes = [],
        };
}

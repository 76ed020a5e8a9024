using System.Globalization;
using Docker.DotNet;
using ReplicaShell.Engines.Docker.Containers;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker;

/// <summary>The disk below the volumes, as a container sees it.</summary>
internal sealed partial class DockerEngine
{
    private const string AskDisk = $"df -Pk {ContainerLayout.Mount} | tail -1";

    public async Task<DiskSpace?> DiskAsync(
        PairDefinition pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var line = await Container.ExecuteAsync(Name(pair, node), ["/bin/sh", "-c", AskDisk], cancellationToken);
            // Filesystem, blocks, used, available, …
            var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return fields.Length > 3 && Kilobytes(fields[1]) is { } total && Kilobytes(fields[3]) is { } free
                ? new DiskSpace(free, total)
                : null;
        }
        catch (ReplicaException e) when (e.InnerException is DockerApiException)
        {
            // It is not running.
            return null;
        }
    }

    private static long? Kilobytes(string field) =>
        long.TryParse(field, CultureInfo.InvariantCulture, out var kilobytes) ? kilobytes * 1024 : null;
}

using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local;

/// <summary>The disk below the nodes of this machine.</summary>
internal sealed partial class LocalEngine
{
    /// <summary>Asked of the pair's folder, since a node's data may be gone.</summary>
    public Task<DiskSpace?> DiskAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        try
        {
            var drive = new DriveInfo(layout.Pair(pair.Name));
            return Task.FromResult<DiskSpace?>(new DiskSpace(drive.AvailableFreeSpace, drive.TotalSize));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Task.FromResult<DiskSpace?>(null);
        }
    }
}

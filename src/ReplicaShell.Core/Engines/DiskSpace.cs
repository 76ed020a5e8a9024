namespace ReplicaShell.Engines;

/// <summary>The disk that a node's data lies on.</summary>
/// <param name="FreeBytes">What its server may still write.</param>
/// <param name="TotalBytes">Its size.</param>
internal sealed record DiskSpace(long FreeBytes, long TotalBytes)
{
    /// <summary>The free share in percent.</summary>
    public double FreePercent => TotalBytes > 0 ? 100.0 * FreeBytes / TotalBytes : 0;
}

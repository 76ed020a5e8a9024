namespace ReplicaShell.Replication.Health.Checks;

/// <summary>How much of each node's disk is free.</summary>
internal sealed class DiskSpaceCheck : IHealthRule
{
    public string Name => "DiskSpace";

    public IEnumerable<HealthCheck> Judge(HealthSnapshot seen, HealthThresholds thresholds)
    {
        foreach (var (node, disk) in seen.Disks)
        {
            var (status, message, advice) = disk switch
            {
                null => (
                    HealthStatus.Unknown,
                    "The space on its disk cannot be asked from here.",
                    "Look at it where its server runs."
                ),
                { FreePercent: var free } when free >= thresholds.FreeDiskPercent => (
                    HealthStatus.Ok,
                    $"{disk.FreeBytes} of {disk.TotalBytes} bytes are free.",
                    (string?)null
                ),
                _ => (
                    HealthStatus.Critical,
                    $"{disk.FreeBytes} of {disk.TotalBytes} bytes are free: a server whose disk is full stops.",
                    "Make room, and look for slots that keep WAL for nobody: the checks SlotActive and SlotReserve."
                ),
            };
            yield return seen.Answer(Name, node, status, message, advice) with
            {
                Value = disk?.FreePercent,
                Threshold = thresholds.FreeDiskPercent,
                Unit = "% free",
            };
        }
    }
}

namespace ReplicaShell.Cli.Doctor.Checks;

/// <summary>There is room for a pair: an empty one takes about 100 MB, WAL kept for followers comes on top.</summary>
internal sealed class DiskSpaceCheck : ICheck
{
    private const string Name = "Disk";
    private const long Megabyte = 1L << 20;
    private const long Least = 300 * Megabyte;
    private const long Comfortable = 2048 * Megabyte;

    /// <inheritdoc/>
    public Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        var drive = new DriveInfo(DataFolder.NearestExisting());
        var free = drive.AvailableFreeSpace;
        var text = $"{free / Megabyte:N0} MB free on {drive.Name}";
        var remedy = "make room, or name a folder on another disk in REPLICASHELL_HOME";
        return Task.FromResult(
            free < Least ? Finding.Missing(Name, text, remedy)
            : free < Comfortable ? Finding.Warn(Name, text, remedy)
            : Finding.Ok(Name, text)
        );
    }
}

namespace ReplicaShell.Benchmarks.Measuring;

/// <summary>A folder for the pairs of one benchmark, readable by the server's user, gone afterwards.</summary>
internal sealed class ScratchHome : IDisposable
{
    public ScratchHome()
    {
        Folder = Path.Combine(Path.GetTempPath(), $"replicashell-bench-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Folder, (UnixFileMode)0b111_001_001);
        }
    }

    public string Folder { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

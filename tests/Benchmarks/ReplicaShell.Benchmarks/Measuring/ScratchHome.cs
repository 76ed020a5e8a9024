using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Engines.Waiting;

namespace ReplicaShell.Benchmarks.Measuring;

/// <summary>A folder for the pairs of one benchmark, open to the server's user, gone afterwards.</summary>
internal sealed class ScratchHome : IDisposable
{
    public ScratchHome()
    {
        Folder = Path.Combine(Path.GetTempPath(), $"replicashell-bench-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Folder, (UnixFileMode)0b111_111_111);
        }
    }

    public string Folder { get; }

    /// <summary>Waits for the copying in the quiet after a pair was made, which would slow down what is measured next.</summary>
    public Task RestAsync() => Until.TrueAsync(IsQuiet, TimeSpan.FromSeconds(30), CancellationToken.None);

    // Spare folders may still be copied into it for a moment after its last shell has ended.
    public void Dispose() =>
        Until.TrueAsync(IsGone, TimeSpan.FromSeconds(30), CancellationToken.None).GetAwaiter().GetResult();

    // Between two copies there is a moment with nothing half made.
    private bool IsQuiet() => Count("*.spare-*") >= SpareFolders.Usual && Count("*.draft-*") == 0;

    private int Count(string pattern) =>
        Directory.EnumerateDirectories(Path.Combine(Folder, "templates"), pattern).Count();

    private bool IsGone()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (DirectoryNotFoundException) { }
        catch (IOException)
        {
            return false;
        }

        return !Directory.Exists(Folder);
    }
}

using ReplicaShell.Course.Progress;

namespace ReplicaShell.Course.Watching;

/// <summary>Waits until the file of the learner's progress may have changed.</summary>
internal sealed class AnswerWatch : IDisposable
{
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly FileSystemWatcher _files;

    public AnswerWatch(ProgressStore progress)
    {
        // The file is replaced, not written to: it appears under its name.
        _files = new FileSystemWatcher(progress.Folder, Path.GetFileName(progress.File));
        _files.Renamed += (_, _) => Announce();
        _files.Changed += (_, _) => Announce();
        _files.EnableRaisingEvents = true;
    }

    /// <summary>Returns at a change, or when the time is over.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        _changed.WaitAsync(atMost, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _files.Dispose();
        _changed.Dispose();
    }

    private void Announce()
    {
        try
        {
            _changed.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // It is announced already, or nobody waits any more.
        }
    }
}

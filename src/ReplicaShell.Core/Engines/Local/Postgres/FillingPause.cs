using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Waiting;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>
/// Pairs that are being made come before spare folders for the next ones: a file that every maker has open, and that who
/// fills up waits for between two steps. The operating system gives it back when a shell dies.
/// </summary>
/// <param name="layout">Where the file lies.</param>
internal sealed class FillingPause(LocalLayout layout)
{
    // Who fills up has the file for itself for some milliseconds only, to see that it may go on.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>The file; it is there once something was filled up.</summary>
    public string Path { get; } = System.IO.Path.Combine(layout.Templates, "pause.lock");

    /// <summary>Makes the file, where there is none.</summary>
    public void Prepare()
    {
        if (!File.Exists(Path))
        {
            PrivateFiles.WriteForServer(Path, string.Empty);
        }
    }

    /// <summary>Has whoever fills up wait until the result is disposed; null where nobody ever did.</summary>
    public async Task<IDisposable?> HoldAsync(CancellationToken cancellationToken)
    {
        FileStream? held = null;
        await Until.TrueAsync(() => !File.Exists(Path) || TryHold(out held), Patience, cancellationToken);
        return held;
    }

    private bool TryHold(out FileStream? held)
    {
        try
        {
            // To open it so is a shared lock on Unix.
            held = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            held = null;
            return false;
        }
    }
}

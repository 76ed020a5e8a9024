namespace ReplicaShell.Engines.Local.Files;

/// <summary>
/// A lock between shells: whoever has the file open has it, and the operating system gives it back when a shell dies.
/// The file goes away with the lock, so that nothing of a removed pair stays.
/// </summary>
internal sealed class FileLock : IAsyncDisposable
{
    // On Unix this option would remove whatever bears the name in the end, be it another shell's file.
    private static readonly FileOptions Options = OperatingSystem.IsWindows()
        ? FileOptions.DeleteOnClose
        : FileOptions.None;

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock; null when somebody else has it.</summary>
    public static FileLock? TryTake(string path)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(
                path,
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 0,
                Options
            );

            // Between our opening and our locking the last holder may have removed the file, and a third shell made it
            // anew. It is ours only when its length, which we choose at random (no byte is written), is found under
            // its name; reading it would need a lock of its own.
            var mark = Random.Shared.Next(1, int.MaxValue);
            file.SetLength(mark);
            if (new FileInfo(path) is { Exists: true } found && found.Length == mark)
            {
                return new FileLock(file);
            }
        }
        catch (IOException e) when (e is not DirectoryNotFoundException && !IsDiskFault(e))
        {
            // Somebody else holds it.
        }

        file?.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (!OperatingSystem.IsWindows())
        {
            // While it is still ours, and so nobody else's.
            File.Delete(_file.Name);
        }

        return _file.DisposeAsync();
    }

    // Sharing violations carry EWOULDBLOCK (11 or 35) or, on Windows, ERROR_SHARING_VIOLATION.
    private static bool IsDiskFault(IOException e) =>
        (e.HResult & 0xFFFF)
            is 28 /* ENOSPC */
                or 30 /* EROFS */
        && !OperatingSystem.IsWindows();
}

namespace ReplicaShell.Link.Contract;

/// <summary>Writes files that are whole or absent, never half, and that their owner alone can read.</summary>
internal static class PrivateFile
{
    /// <summary>Replaces the file <paramref name="path"/>; a reader sees either the old content or the new.</summary>
    /// <exception cref="IOException">The folder is missing, full or read-only.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        try
        {
            using (var stream = new FileStream(draft, options))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }
            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}

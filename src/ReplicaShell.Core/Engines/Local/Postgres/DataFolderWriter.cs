using System.Buffers;
using ReplicaShell.Engines.Local.Processes;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>
/// Writes a copy of a data folder, file by file, over whatever lies in the place already, as rsync does: a file that is
/// there is not made anew, and bytes that are the same are not written again. Both save a file system's slowest work.
/// </summary>
/// <param name="target">The folder; it need not exist.</param>
internal sealed class DataFolderWriter(string target)
{
    private const int ChunkLength = 1 << 17;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    /// <summary>Makes a folder, where there is none.</summary>
    public void Folder(string path)
    {
        var full = Path.GetFullPath(Path.Combine(target, path));
        _folders.Add(full.TrimEnd(Path.DirectorySeparatorChar));
        FolderCopy.Make(full, ServerUser.Current);
    }

    /// <summary>Writes a file.</summary>
    /// <param name="path">Its path below the target.</param>
    /// <param name="content">What it holds; null for nothing.</param>
    public void File(string path, Stream? content)
    {
        var full = Path.GetFullPath(Path.Combine(target, path));
        _files.Add(full);
        var isNew = !System.IO.File.Exists(full);
        using (var file = new FileStream(full, Options(isNew)))
        {
            file.SetLength(Write(file, content ?? Stream.Null));
        }

        if (isNew)
        {
            ServerUser.Current?.Own(full);
        }
    }

    /// <summary>Makes a file for the server.</summary>
    public static void Make(string path, Action<FileStream> write)
    {
        using (var file = new FileStream(path, Options(isNew: true)))
        {
            write(file);
        }

        ServerUser.Current?.Own(path);
    }

    /// <summary>
    /// Removes the files that lie there and were not written, but for segments that wait to be, and the folders that then are
    /// empty: a server does not start on the empty folder of a slot.
    /// </summary>
    public void RemoveOthers()
    {
        foreach (var file in Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories))
        {
            if (!_files.Contains(file) && !BlankSegments.IsBlank(file))
            {
                System.IO.File.Delete(file);
            }
        }

        var folders = Directory.EnumerateDirectories(target, "*", SearchOption.AllDirectories).ToList();
        foreach (var folder in folders.Where(IsForeign).OrderByDescending(folder => folder.Length))
        {
            Directory.Delete(folder);
        }

        bool IsForeign(string folder) =>
            !_folders.Contains(folder) && !Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any();
    }

    private static FileStreamOptions Options(bool isNew)
    {
        var options = new FileStreamOptions
        {
            Mode = isNew ? FileMode.CreateNew : FileMode.Open,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            BufferSize = 0,
        };
        if (isNew && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return options;
    }

    /// <returns>How many bytes the file has now.</returns>
    private static long Write(FileStream file, Stream content)
    {
        var before = file.Length;
        var (wanted, there) = (ArrayPool<byte>.Shared.Rent(ChunkLength), ArrayPool<byte>.Shared.Rent(ChunkLength));
        try
        {
            long written = 0;
            while (
                content.ReadAtLeast(wanted.AsSpan(0, ChunkLength), ChunkLength, throwOnEndOfStream: false)
                    is > 0
                        and var count
            )
            {
                if (!IsThere(written, count))
                {
                    RandomAccess.Write(file.SafeFileHandle, wanted.AsSpan(0, count), written);
                }

                written += count;
            }

            return written;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(wanted);
            ArrayPool<byte>.Shared.Return(there);
        }

        bool IsThere(long at, int count) =>
            at + count <= before
            && RandomAccess.Read(file.SafeFileHandle, there.AsSpan(0, count), at) == count
            && wanted.AsSpan(0, count).SequenceEqual(there.AsSpan(0, count));
    }
}

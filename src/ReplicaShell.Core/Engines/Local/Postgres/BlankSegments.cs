using ReplicaShell.Engines.Local.Processes;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>
/// The WAL segments that a new server fills next, made ahead of it. A server that finds a segment uses it as it is, and one
/// that does not fills 16 MB with zeros and waits until they are on disk: so would a pair, four times while it is made.
/// There is nothing in a segment made here, not even a header.
/// </summary>
internal static class BlankSegments
{
    /// <summary>The folder of a server's segments.</summary>
    public const string Folder = "pg_wal";

    /// <summary>How long each is, in bytes: initdb's default.</summary>
    public const int Length = 16 << 20;

    private const int ChunkLength = 1 << 20;

    /// <summary>
    /// Those after the one that initdb leaves: the base backup ends the first, and the database goes into the second
    /// (their names: https://www.postgresql.org/docs/current/wal-internals.html).
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = ["000000010000000000000002", "000000010000000000000003"];

    /// <summary>Adds them to the data folder of a server that never ran.</summary>
    /// <exception cref="IOException">The disk is full, or cannot be written to.</exception>
    public static void Add(string data)
    {
        FolderCopy.Make(data, ServerUser.Current);
        FolderCopy.Make(Path.Combine(data, Folder), ServerUser.Current);
        var zeros = new byte[ChunkLength];
        foreach (var name in Names.Where(name => !File.Exists(Path.Combine(data, Folder, name))))
        {
            DataFolderWriter.Make(
                Path.Combine(data, Folder, name),
                file =>
                {
                    for (var written = 0; written < Length; written += ChunkLength)
                    {
                        file.Write(zeros);
                    }
                }
            );
        }
    }

    /// <summary>Moves them to a data folder that has none, and removes the folder in which they were.</summary>
    public static void Move(string from, string data)
    {
        foreach (var name in Names)
        {
            File.Move(Path.Combine(from, Folder, name), Path.Combine(data, Folder, name));
        }

        Directory.Delete(from, recursive: true);
    }

    /// <summary>Whether a file is a segment that no server has written to.</summary>
    public static bool IsBlank(string file)
    {
        if (!Names.Contains(Path.GetFileName(file)) || Path.GetFileName(Path.GetDirectoryName(file)) != Folder)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[8];
        using var segment = File.OpenHandle(file);
        return RandomAccess.Read(segment, header, 0) == header.Length && !header.ContainsAnyExcept((byte)0);
    }
}

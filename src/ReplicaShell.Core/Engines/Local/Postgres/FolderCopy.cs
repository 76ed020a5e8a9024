using ReplicaShell.Engines.Local.Processes;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>Copies a data folder for the server's user.</summary>
internal static class FolderCopy
{
    /// <summary>Copies everything below <paramref name="source"/>; the target must not exist.</summary>
    public static void Copy(string source, string target, CancellationToken cancellationToken) =>
        Copy(source, target, _ => true, cancellationToken);

    /// <summary>Copies what is wanted below <paramref name="source"/>: paths relative to it, folders without a slash.</summary>
    public static void Copy(
        string source,
        string target,
        Func<string, bool> wanted,
        CancellationToken cancellationToken
    )
    {
        var user = ServerUser.Current;
        var files = new List<(string From, string To)>();
        var folders = new Stack<string>([string.Empty]);
        while (folders.TryPop(out var folder))
        {
            Make(Path.Combine(target, folder), user);
            foreach (var entry in new DirectoryInfo(Path.Combine(source, folder)).EnumerateFileSystemInfos())
            {
                var path = folder.Length == 0 ? entry.Name : folder + "/" + entry.Name;
                if (!wanted(path))
                {
                    continue;
                }

                if (entry is DirectoryInfo)
                {
                    folders.Push(path);
                }
                else
                {
                    files.Add((entry.FullName, Path.Combine(target, path)));
                }
            }
        }

        var options = new ParallelOptions
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = Math.Min(4, Environment.ProcessorCount),
        };
        Parallel.ForEach(files, options, file => CopyFile(file.From, file.To));
    }

    /// <summary>Copies one file. A file that vanishes meanwhile is left out: a running server removes some.</summary>
    public static void CopyFile(string source, string target)
    {
        try
        {
            File.Copy(source, target);
        }
        catch (FileNotFoundException)
        {
            return;
        }

        ServerUser.Current?.Own(target);
    }

    /// <summary>Makes a folder as PostgreSQL demands it of a data folder: nobody else looks in.</summary>
    public static void Make(string folder, ServerUser? user)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        user?.Own(folder);
    }
}

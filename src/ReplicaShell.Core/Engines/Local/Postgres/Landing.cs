using ReplicaShell.Engines.Local.Processes;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>
/// The place where a base backup will be written, filled with the files that it is going to bring while initdb still makes
/// them for the leader. The backup compares every byte and removes what it did not bring, so neither a file that was copied
/// too early nor a server that already starts on the source does any harm.
/// </summary>
/// <param name="source">The leader's data folder.</param>
/// <param name="target">The follower's.</param>
internal sealed class Landing(string source, string target)
{
    private const string Shared = "global";
    private const string Template = "base/1";

    // initdb's last work is to copy template1 twice, and their numbers are fixed from PostgreSQL 15 on.
    private static readonly string[] Databases = [Template, "base/4", "base/5"];

    // Between two looks at what initdb has made meanwhile: it makes a thousand files in half a second.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    private readonly HashSet<string> _copied = new(StringComparer.Ordinal);

    /// <summary>Copies until initdb has ended; where that or the copying fails or is cancelled, nothing of it is left.</summary>
    /// <param name="initdb">What makes the source.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task FillAsync(Task initdb, CancellationToken cancellationToken)
    {
        try
        {
            while (!initdb.IsCompleted)
            {
                await Task.WhenAny(initdb, Task.Delay(Pause, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
                Copy(Shared, Shared);
                Copy(Template, Databases);
            }

            await initdb;
            Copy(Shared, Shared);
            Databases.ToList().ForEach(database => Copy(database, database));
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or OperationCanceledException || initdb.IsFaulted)
        {
            // The backup makes whatever is missing, but takes what is there to be the server's, as the last file may not be.
            foreach (var folder in Databases.Append(Shared).Select(name => Path.Combine(target, name)))
            {
                if (Directory.Exists(folder))
                {
                    Directory.Delete(folder, recursive: true);
                }
            }
        }
    }

    private void Copy(string from, params string[] to)
    {
        var folder = Path.Combine(source, from);
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder))
        {
            foreach (var path in to.Select(folder => $"{folder}/{Path.GetFileName(file)}").Where(_copied.Add))
            {
                var copy = Path.Combine(target, path);
                MakeFolders(Path.GetDirectoryName(path)!);
                FolderCopy.CopyFile(file, copy);
            }
        }
    }

    /// <summary>Each for the server, not the last alone.</summary>
    private void MakeFolders(string path)
    {
        if (_copied.Add(path + "/"))
        {
            if (path.Length > 0)
            {
                MakeFolders(Path.GetDirectoryName(path)!);
            }

            FolderCopy.Make(Path.Combine(target, path), ServerUser.Current);
        }
    }
}

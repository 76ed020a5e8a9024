namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>
/// The place where a base backup will be written, filled with the files that it is going to bring. The backup compares every
/// byte, so it does not matter that a server is already starting on the files that are copied here.
/// </summary>
internal static class Landing
{
    // Nearly all files are in these, and the server removes no folder in them while it starts.
    private static readonly string[] Folders = ["base", "global"];

    /// <summary>Copies what initdb made; where that fails or is cancelled, nothing of it is left.</summary>
    /// <param name="source">The leader's data folder.</param>
    /// <param name="target">The follower's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static void Prepare(string source, string target, CancellationToken cancellationToken)
    {
        try
        {
            FolderCopy.Copy(source, target, path => Folders.Contains(path.Split('/')[0]), cancellationToken);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or OperationCanceledException or AggregateException)
        {
            // The backup makes whatever is missing, but takes what is there to be the server's, as the last file may not be.
            foreach (var folder in Folders.Select(name => Path.Combine(target, name)).Where(Directory.Exists))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}

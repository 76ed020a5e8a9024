using ReplicaShell.Engines.Local.Files;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>
/// Copies of a template that wait for the next pair, made in the quiet after the last one. A thousand new files are most
/// of what a data folder costs; a spare folder becomes a leader's by being renamed, and a base backup is written over one.
/// </summary>
/// <param name="layout">Where templates and locks lie.</param>
/// <param name="template">The template's folder.</param>
/// <param name="data">What of it is copied.</param>
internal sealed class SpareFolders(LocalLayout layout, string template, string data)
{
    /// <summary>How many folders wait, by name: a whole number; 0 for none. Each takes some 40 MB of disk.</summary>
    public const string Variable = "REPLICASHELL_SPARES";

    // A leader and a follower: what most pairs are.
    private const int Usual = 2;
    private static readonly Lock Gate = new();
    private static Task s_filling = Task.CompletedTask;

    /// <summary>Ends when this process prepares nothing any more.</summary>
    public static Task Filled => s_filling;

    /// <summary>Moves a spare folder to a place where there is none yet; false when none waits.</summary>
    public bool TryTake(string target)
    {
        foreach (var spare in Waiting())
        {
            try
            {
                Directory.Move(spare, target);
                return true;
            }
            catch (IOException)
            {
                // Another shell took it.
            }
        }

        return false;
    }

    /// <summary>Begins to fill up, on a thread that nobody waits for: a shell that ends before it leaves a draft behind.</summary>
    public void BeginToFill()
    {
        lock (Gate)
        {
            if (s_filling.IsCompleted && Waiting().Count < Wanted())
            {
                s_filling = Task.Run(FillAsync);
            }
        }
    }

    private static int Wanted() =>
        int.TryParse(Environment.GetEnvironmentVariable(Variable), out var wanted) ? wanted : Usual;

    private IReadOnlyList<string> Waiting() =>
        Directory.Exists(layout.Templates)
            ? [.. Directory.EnumerateDirectories(layout.Templates, Path.GetFileName(template) + ".spare-*")]
            : [];

    private async Task FillAsync()
    {
        try
        {
            // One shell at a time; the others find what it made.
            await using var held = FileLock.TryTake(Path.Combine(layout.Locks, ".spares.lock"));
            if (held is not null)
            {
                await TemplateDrafts.RemoveAbandonedAsync(layout, CancellationToken.None);
            }

            while (held is not null && Waiting().Count < Wanted())
            {
                var id = Guid.NewGuid().ToString("N");
                var draft = TemplateDrafts.Name(template);
                FolderCopy.Copy(data, draft, CancellationToken.None, threads: 1);
                Directory.Move(draft, $"{template}.spare-{id}");
            }

            // The first server that starts on a base backup flushes the whole file system: not while somebody waits.
            DataTemplate.Flush(layout.Templates);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk, or a home that was removed meanwhile: then the next pair is copied as it is made.
        }
    }
}

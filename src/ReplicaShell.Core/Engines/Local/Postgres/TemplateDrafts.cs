using System.Globalization;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Processes;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>Templates and copies of them that are not finished: their names say whose they are.</summary>
internal static class TemplateDrafts
{
    /// <summary>initdb ends after the step it is at; its server would leave shared memory behind if it were killed.</summary>
    public static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(10);

    private const string Mark = ".draft-";

    /// <summary>A name for a draft of this process.</summary>
    public static string Name(string template) =>
        string.Create(CultureInfo.InvariantCulture, $"{template}{Mark}{Environment.ProcessId}-{Guid.NewGuid():N}");

    /// <summary>Removes the drafts of shells that ended or were killed while they made one.</summary>
    public static async Task RemoveAbandonedAsync(LocalLayout layout, CancellationToken cancellationToken)
    {
        foreach (var draft in Directory.EnumerateDirectories(layout.Templates, $"*{Mark}*"))
        {
            var maker = Path.GetFileName(draft).Split(Mark)[1].Split('-')[0];
            if (
                !int.TryParse(maker, CultureInfo.InvariantCulture, out var id)
                || ProcessTable.Current.Find(id) is null or { Gone: true }
            )
            {
                await RemoveAsync(draft, cancellationToken);
            }
        }
    }

    /// <summary>Removes a draft and ends what still writes to it.</summary>
    public static async Task RemoveAsync(string draft, CancellationToken cancellationToken)
    {
        await ServerProcesses.EndWorkAsync(draft, TimeToEnd, cancellationToken);
        ServerProcesses.RemoveSharedMemory(new NodeLayout(draft));
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }
    }
}

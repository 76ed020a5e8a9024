using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ReplicaShell.Engines.Local.Files;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>
/// Copies of a template that wait for the next pair, made in the quiet after the last one. A thousand new files are most
/// of what a data folder costs; a spare folder becomes a leader's by being renamed, and a base backup is written over one.
/// </summary>
/// <param name="layout">Where templates lie.</param>
/// <param name="template">The template's folder.</param>
/// <param name="data">What of it is copied.</param>
internal sealed class SpareFolders(LocalLayout layout, string template, string data)
{
    /// <summary>How many folders wait: a whole number, 0 for none. Each takes some 40 MB of disk.</summary>
    public const string Variable = "REPLICASHELL_SPARES";

    // A leader and a follower: what most pairs are.
    private const int Usual = 2;

    // It goes on when the shell ends, holds nothing of it, and steps back for whatever else the machine has to do. The
    // first server that starts on a base backup flushes the whole file system: these files are on disk by then.
    private const string Copying = """
        exec </dev/null >/dev/null 2>&1
        umask 077
        template=$1 data=$2
        shift 2
        for id do
            draft=$template.draft-$$-$id
            nice -n 19 cp -Rp "$data" "$draft" && mv "$draft" "$template.spare-$id" || { rm -rf "$draft"; exit 1; }
        done
        sync -f "$template"
        """;

    /// <summary>How many folders wait when it is full.</summary>
    public int Wanted { get; init; } =
        int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var wanted)
            ? wanted
            : Usual;

    /// <summary>Moves a spare folder to a place where there is none yet; false when none waits.</summary>
    public bool TryTake(string target)
    {
        foreach (var spare in Folders(".spare-*"))
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

    /// <summary>Begins to fill up, in a process of its own that nobody waits for. Windows has no such way of copying.</summary>
    public async Task BeginToFillAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || Wanted <= Folders(".spare-*").Count)
        {
            return;
        }

        try
        {
            await TemplateDrafts.RemoveAbandonedAsync(layout, cancellationToken);
            var missing = Wanted - Folders(".spare-*").Count - Folders(".draft-*").Count;
            if (missing > 0)
            {
                Start(Enumerable.Range(0, missing).Select(_ => Guid.NewGuid().ToString("N")));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            // The pair that was just made is none the worse for it: the next one is copied as it is made.
        }
    }

    private IReadOnlyList<string> Folders(string pattern) =>
        Directory.Exists(layout.Templates)
            ? [.. Directory.EnumerateDirectories(layout.Templates, Path.GetFileName(template) + pattern)]
            : [];

    private void Start(IEnumerable<string> names)
    {
        string[] copying = ["/bin/sh", "-c", Copying, "sh", template, data, .. names];
        string[] command = File.Exists(ServerLauncher.SetSid) ? [ServerLauncher.SetSid, .. copying] : copying;
        using var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                WorkingDirectory = layout.Templates,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        );
    }
}

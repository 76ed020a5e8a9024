using System.ComponentModel;
using System.Globalization;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Processes;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>
/// Copies of a template that wait for the next pair, made in the quiet after the last one. A thousand new files are most
/// of what a data folder costs; a spare folder becomes a leader's by being renamed, and a base backup is written over one.
/// </summary>
/// <param name="layout">Where templates lie.</param>
/// <param name="template">The template's folder.</param>
internal sealed class SpareFolders(LocalLayout layout, string template)
{
    /// <summary>How many folders wait: a whole number, 0 for none. Each takes some 72 MB of disk.</summary>
    public const string Variable = "REPLICASHELL_SPARES";

    // Two pairs of a leader and a follower: what is made right after another pair does not find the shelf empty.
    private const int TwoPairs = 4;

    // It goes on when the shell ends, holds nothing of it, and steps back for whatever else the machine has to do. A server
    // that starts on a base backup flushes the whole file system, and a pair's needs the disk and both processors: so this
    // copies a little at a time, each time on to the disk, and waits while a pair is being made.
    private const string Filling = """
        exec </dev/null >/dev/null 2>&1
        umask 077
        renice -n 19 -p $$
        template=$1 pause=$2 length=$3 blank=$4 wanted=$5 made=0
        shift 5
        quiet() { [ -z "$pause" ] || flock --exclusive "$pause" true; }
        files() { (cd "$1" && find . -type f | wc -l); }
        copy_quietly() {
            mkdir "$1" && cd "$template/data" && find . -type d -exec mkdir -p "$1/{}" ';' || return
            find . -type f -size +1M -print0 | xargs -0 -r -n 1 sh -c "$step" "$pause" "$1" || return
            find . -type f ! -size +1M -print0 | xargs -0 -r -n 100 sh -c "$step" "$pause" "$1" || return
            [ "$(files "$1")" = "$(files .)" ]
        }
        copy() {
            if [ -n "$pause" ] && copy_quietly "$1"; then return; fi
            rm -rf "$1" && cp -Rp "$template/data" "$1"
        }
        step='flock --exclusive "$0" true; to=$1; shift; cp --parents -t "$to" "$@" || exit; sync -f "$to" || true'
        new_template() {
            mkdir "$draft" && cd "$draft" || return
            quiet
            od -An -v -tx1 -N24 /dev/urandom | tr -d ' \n' >password || return
            "$@" --pgdata="$draft/data" --pwfile=password || return
            for name in $blank; do quiet; head -c "$length" /dev/zero >"data/pg_wal/$name" || return; done
            sync -f .
            [ ! -d "$template" ] && mv "$draft" "$template"
        }
        if [ $# -gt 0 ] && [ ! -d "$template" ]; then
            draft=$template.draft-$$-template
            new_template "$@" || { rm -rf "$draft"; exit 1; }
        fi
        while [ "$(ls -d "$template".spare-* | wc -l)" -lt "$wanted" ]; do
            made=$((made + 1)) draft=$template.draft-$$-$made
            copy "$draft" && mv "$draft" "$template.spare-$$-$made" || { rm -rf "$draft"; exit 1; }
        done
        sync -f "$template"
        """;

    private readonly FillingPause _pause = new(layout);

    /// <summary>What of a template is copied.</summary>
    public const string Data = "data";

    /// <summary>How many folders wait where nobody says another number.</summary>
    public static int Usual =>
        int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var wanted)
            ? wanted
            : TwoPairs;

    /// <summary>How many folders wait when it is full.</summary>
    public int Wanted { get; init; } = Usual;

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

    /// <summary>Whether anything is made in the quiet. Windows has no such way of copying.</summary>
    public bool AreMade => Wanted > 0 && !OperatingSystem.IsWindows();

    /// <summary>Begins to fill up, in a process of its own that nobody waits for, and as the server's user.</summary>
    /// <param name="initdb">How a template is made where there is none: the program and its options; empty not to.</param>
    /// <param name="cancellationToken">Ends the beginning.</param>
    public async Task BeginToFillAsync(IEnumerable<string> initdb, CancellationToken cancellationToken)
    {
        if (!AreMade || Wanted <= Folders(".spare-*").Count)
        {
            return;
        }

        try
        {
            PrivateFiles.CreateServerFolder(layout.Templates);
            await TemplateDrafts.RemoveAbandonedAsync(layout, cancellationToken);
            // What is left has a maker that is at work, and goes on until it is full.
            if (Folders(".draft-*").Count == 0)
            {
                _pause.Prepare();
                Start(initdb);
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

    private void Start(IEnumerable<string> initdb)
    {
        string[] filling =
        [
            "/bin/sh",
            "-c",
            Filling,
            "sh",
            template,
            // Elsewhere there are neither locks for a shell nor the options that copying step by step takes.
            OperatingSystem.IsLinux()
                ? _pause.Path
                : string.Empty,
            BlankSegments.Length.ToString(CultureInfo.InvariantCulture),
            string.Join(' ', BlankSegments.Names),
            Wanted.ToString(CultureInfo.InvariantCulture),
            .. initdb,
        ];
        string[] command = File.Exists(ServerLauncher.SetSid) ? [ServerLauncher.SetSid, .. filling] : filling;
        using var process = ProgramRunner.Start(command[0], command[1..], layout.Templates);
    }
}

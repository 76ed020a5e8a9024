using System.Globalization;
using System.Runtime.Versioning;

namespace ReplicaShell.Engines.Local.Processes;

/// <summary>Reads /proc.</summary>
[SupportedOSPlatform("linux")]
internal sealed class LinuxProcessTable : PosixProcessTable
{
    public override IReadOnlyList<ProcessEntry> List() => [.. Ids().Select(Find).OfType<ProcessEntry>()];

    public override ProcessEntry? Find(int id)
    {
        try
        {
            // "pid (name) state parent …": the name may hold spaces and brackets, so look for the last bracket.
            var line = File.ReadAllText($"/proc/{id}/stat");
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ', 3);
            var state = fields[0][0];
            return new ProcessEntry(
                id,
                int.Parse(fields[1], CultureInfo.InvariantCulture),
                Frozen: state is 'T' or 't',
                Gone: state is 'Z' or 'X'
            );
        }
        catch (IOException)
        {
            return null;
        }
    }

    // A server's working folder is its data folder, whatever its command line says.
    public override bool IsServerOf(int id, string dataFolder) => WorkingFolder(id) == dataFolder;

    public override IReadOnlyList<int> WorkingIn(string folder) =>
        [
            .. Ids()
                .Where(id =>
                    WorkingFolder(id) is { } place
                    && (place == folder || place.StartsWith(folder + "/", StringComparison.Ordinal))
                ),
        ];

    private static IEnumerable<int> Ids() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0);

    private static string? WorkingFolder(int id)
    {
        try
        {
            // The kernel appends this to a folder that was removed under the process.
            const string Removed = " (deleted)";
            var target = File.ResolveLinkTarget($"/proc/{id}/cwd", returnFinalTarget: false)?.FullName;
            return target?.EndsWith(Removed, StringComparison.Ordinal) == true ? target[..^Removed.Length] : target;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

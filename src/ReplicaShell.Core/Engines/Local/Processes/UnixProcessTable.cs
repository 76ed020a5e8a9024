using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;

namespace ReplicaShell.Engines.Local.Processes;

/// <summary>Asks ps, on systems without /proc such as macOS.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixProcessTable : PosixProcessTable
{
    public override IReadOnlyList<ProcessEntry> List() =>
        [
            .. Ask("-axo", "pid=,ppid=,state=")
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields.Length == 3)
                .Select(fields => new ProcessEntry(
                    int.Parse(fields[0], CultureInfo.InvariantCulture),
                    int.Parse(fields[1], CultureInfo.InvariantCulture),
                    Frozen: fields[2][0] == 'T',
                    Gone: fields[2][0] == 'Z'
                )),
        ];

    public override ProcessEntry? Find(int id) => List().Where(e => e.Id == id).Cast<ProcessEntry?>().FirstOrDefault();

    public override bool IsServerOf(int id, string dataFolder) =>
        Ask("-o", "command=", "-p", id.ToString(CultureInfo.InvariantCulture))
            .Any(command => command.Contains(dataFolder, StringComparison.Ordinal));

    public override IReadOnlyList<int> WorkingIn(string folder) =>
        [
            .. Ask("-axo", "pid=,command=")
                .Select(line => line.TrimStart().Split(' ', 2))
                .Where(parts => parts.Length == 2 && parts[1].Contains(folder, StringComparison.Ordinal))
                .Select(parts => int.Parse(parts[0], CultureInfo.InvariantCulture))
                .Where(id => id != Environment.ProcessId),
        ];

    private static string[] Ask(params string[] arguments)
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", arguments) { RedirectStandardOutput = true })!;
        var lines = ps.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        ps.WaitForExit();
        return lines;
    }
}

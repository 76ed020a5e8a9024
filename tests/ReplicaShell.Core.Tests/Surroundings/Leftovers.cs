using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Surroundings;

/// <summary>What pairs may leave behind, looked for without asking any code of ours.</summary>
internal static class Leftovers
{
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(15);
    private static readonly ConcurrentDictionary<int, string> _ports = new();

    /// <summary>Remembers the ports of a pair, which must be free when it is gone.</summary>
    public static void Remember(PairDefinition pair)
    {
        foreach (var node in pair.Nodes)
        {
            foreach (var port in new[] { node.Port, node.UpstreamPort, node.ClientPort }.OfType<int>())
            {
                _ports[port] = $"{pair.Name}/{node.Name}";
            }
        }
    }

    /// <summary>The ports of pairs which somebody uses still; only for when no pair should run any more.</summary>
    public static IEnumerable<string> Ports() =>
        _ports.Where(port => !IsFree(port.Key)).Select(port => $"port {port.Key} of {port.Value}");

    /// <summary>
    /// Looks until nothing is left, or for 15 s. What is about to end is not left behind: a kernel whose client has ended
    /// sees that within a second.
    /// </summary>
    public static async Task<List<string>> AwaitNoneAsync(Func<List<string>> look)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var waited = Stopwatch.StartNew();
        var left = look();
        while (left.Count > 0 && waited.Elapsed < TimeToEnd)
        {
            await timer.WaitForNextTickAsync();
            left = look();
        }

        return left;
    }

    /// <summary>Everything of pairs in a data folder that is still there, a line each.</summary>
    public static List<string> Of(string home) =>
        [
            .. Processes(home).Select(process => $"process {process}"),
            .. Entries(home, "pairs").Select(entry => $"folder {entry}"),
            .. Entries(home, "external").Select(entry => $"attached {entry}"),
            .. Entries(home, "docker").Select(entry => $"mark {entry}"),
            .. Entries(home, "locks").Select(entry => $"lock {entry}"),
            .. Entries(home, "templates").Where(IsDraft).Select(entry => $"draft {entry}"),
        ];

    /// <summary>What is still there of one pair.</summary>
    public static List<string> Of(string home, string pair)
    {
        var folder = Path.Combine(home, "pairs", pair);
        return
        [
            .. Processes(folder).Select(process => $"process {process}"),
            .. Directory.Exists(folder) ? [$"folder {folder}"] : Array.Empty<string>(),
        ];
    }

    /// <summary>The processes that work in a folder or have it in their command line, each with that line.</summary>
    public static IReadOnlyList<string> Processes(string folder) =>
        OperatingSystem.IsLinux()
            ?
            [
                .. Directory
                    .EnumerateDirectories("/proc")
                    .Select(path =>
                        int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0
                    )
                    .Where(id => id > 0 && id != Environment.ProcessId && BelongsTo(id, folder))
                    .Select(id => $"{id}: {CommandLine(id)}"),
            ]
            : [];

    private static bool BelongsTo(int id, string folder) =>
        !IsGone(id) && (Names(WorkingFolder(id) ?? string.Empty, folder) || Names(CommandLine(id), folder));

    // "pairs/lab" is not in "pairs/lab8": what follows the folder's name must not go on with it.
    private static bool Names(string text, string folder)
    {
        for (
            var place = text.IndexOf(folder, StringComparison.Ordinal);
            place >= 0;
            place = text.IndexOf(folder, place + 1, StringComparison.Ordinal)
        )
        {
            var end = place + folder.Length;
            if (end == text.Length || !(char.IsAsciiLetterOrDigit(text[end]) || text[end] == '-'))
            {
                return true;
            }
        }

        return false;
    }

    // A process that has ended, and only waits for its parent to ask, is none.
    private static bool IsGone(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] is 'Z' or 'X';
        }
        catch (IOException)
        {
            return true;
        }
    }

    internal static string? WorkingFolder(int id)
    {
        try
        {
            return new FileInfo($"/proc/{id}/cwd").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string CommandLine(int id)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id}/cmdline")).Replace('\0', ' ').Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private static string[] Entries(string home, string folder) =>
        Directory.Exists(Path.Combine(home, folder)) ? Directory.GetFileSystemEntries(Path.Combine(home, folder)) : [];

    private static bool IsDraft(string path) => path.Contains(".draft", StringComparison.Ordinal);

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

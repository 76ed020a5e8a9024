using ReplicaShell.Course.ByHand;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Link;
using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Course.Homes;

/// <summary>
/// The processes that belong to the pairs of a home, and the servers that were built there by hand: they are meant to outlive
/// whoever made them.
/// </summary>
/// <param name="layout">The home.</param>
internal sealed class PairProcesses(LocalLayout layout)
{
    private readonly HashSet<int> known = [.. OfPairs(layout), .. Handmade(layout).SelectMany(Servers)];

    /// <summary>Whether a process is the link of a pair, a server or what a server has forked.</summary>
    public bool Contains(int process) =>
        known.Contains(process) || (ProcessTable.Current.Find(process) is { } entry && known.Contains(entry.Parent));

    /// <summary>The servers that somebody built by hand, whether they run or not.</summary>
    public static IEnumerable<NodeLayout> Handmade(LocalLayout layout) =>
        Below(Workbench.FolderOfAll(layout)).SelectMany(Below).Select(folder => new NodeLayout(folder));

    private static IEnumerable<int> OfPairs(LocalLayout layout)
    {
        foreach (var pair in Below(layout.Pairs))
        {
            if (LinkPidFile.RunningProcess(LinkFiles.Pid(pair)) is { } link)
            {
                yield return link;
            }

            foreach (var server in Below(pair).Select(node => new NodeLayout(node)).SelectMany(Servers))
            {
                yield return server;
            }
        }
    }

    private static IEnumerable<int> Servers(NodeLayout node) =>
        ServerProcesses.Find(node) is { } server ? [server.Id] : [];

    private static IEnumerable<string> Below(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder) : [];
}

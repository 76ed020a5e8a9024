using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Link;
using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Course.Homes;

/// <summary>The processes that belong to the pairs of a home: they are meant to outlive whoever made them.</summary>
/// <param name="layout">The home.</param>
internal sealed class PairProcesses(LocalLayout layout)
{
    private readonly HashSet<int> known = [.. Directory.Exists(layout.Pairs) ? Find(layout.Pairs) : []];

    /// <summary>Whether a process is the link of a pair, a server or what a server has forked.</summary>
    public bool Contains(int process) =>
        known.Contains(process) || (ProcessTable.Current.Find(process) is { } entry && known.Contains(entry.Parent));

    private static IEnumerable<int> Find(string pairs)
    {
        foreach (var pair in Directory.EnumerateDirectories(pairs))
        {
            if (LinkPidFile.RunningProcess(LinkFiles.Pid(pair)) is { } link)
            {
                yield return link;
            }

            foreach (var node in Directory.EnumerateDirectories(pair))
            {
                if (ServerProcesses.Find(new NodeLayout(node)) is { } server)
                {
                    yield return server.Id;
                }
            }
        }
    }
}

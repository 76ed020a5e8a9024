using ReplicaShell.Topology;

namespace ReplicaShell.Failover;

/// <summary>
/// Whether enough followers were seen to be sure that one of them has every write that was acknowledged. A commit was on W
/// of N followers, so N - W of them may lack it, and one more than those must be looked at: R + W &gt; N. In Async no
/// number is enough, and none is asked for.
/// </summary>
internal static class QuorumGuard
{
    /// <summary>How many followers must be seen: 0 in Async, 1 in Sync.</summary>
    public static int Needed(PairDefinition pair)
    {
        var followers = pair.Following.Count();
        return pair.Mode == ReplicationMode.Async || followers == 0 ? 0 : followers - ModeRules.WaitedFor(pair) + 1;
    }

    /// <summary>Why too few were seen, as sentences; null when enough were.</summary>
    public static string? Objection(PairDefinition pair, IReadOnlyList<FailoverCandidate> candidates)
    {
        var followers = pair.Following.Select(node => node.Name).ToList();
        var unseen = candidates
            .Where(one => followers.Contains(one.Node) && !one.IsSeen)
            .Select(one => one.Node)
            .ToList();
        var (seen, needed) = (followers.Count - unseen.Count, Needed(pair));
        return seen >= needed
            ? null
            : $"A commit in {pair.Mode} waited for {ModeRules.WaitedFor(pair)} of {followers.Count} followers, and {seen} "
                + $"of the {needed} that must be seen could be asked: {string.Join(", ", unseen)} may have "
                + "acknowledged what the others lack.";
    }
}

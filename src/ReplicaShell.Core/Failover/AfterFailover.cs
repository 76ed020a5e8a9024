using ReplicaShell.Topology;

namespace ReplicaShell.Failover;

/// <summary>What a pair is after a failover: who leads, who still follows, and in which mode.</summary>
internal static class AfterFailover
{
    /// <summary>The pair with its new leader, and what the caller should know of it, a sentence each.</summary>
    /// <param name="before">The pair as it was.</param>
    /// <param name="candidates">The candidates, the elected one first.</param>
    public static (PairDefinition After, IReadOnlyList<string> Warnings) Of(
        PairDefinition before,
        IReadOnlyList<FailoverCandidate> candidates
    )
    {
        var elected = candidates[0];
        var old = before.Leader is null ? null : before.FindNode(before.Leader);
        var after = (old is null ? before : before.With(old with { Detached = true })) with { Leader = elected.Node };
        var ahead = candidates
            .Where(other => IsAhead(other, elected))
            .Select(other => after.FindNode(other.Node)!)
            .ToList();
        after = ahead.Aggregate(after, (pair, node) => pair.With(node with { Detached = true }));
        var warnings = ahead.Select(node =>
            $"{node.Name} has WAL that {elected.Node} lacks, so it cannot follow: Repair-ReplicaNode {before.Name} {node.Name}."
        );
        var (kept, lowered) = KeepMode(after, candidates);
        return (kept, [.. warnings, .. new[] { lowered }.OfType<string>()]);
    }

    /// <summary>What it has beyond the fork the new timeline does not have.</summary>
    private static bool IsAhead(FailoverCandidate other, FailoverCandidate elected) =>
        other.IsSeen
        && (
            other.Timeline > elected.Timeline
            || (other.Timeline == elected.Timeline && other.ReceivedLsn > elected.ReceivedLsn)
        );

    /// <summary>The mode stays while as many followers answer as it waits for, else it becomes Async.</summary>
    private static (PairDefinition After, string? Warning) KeepMode(
        PairDefinition after,
        IReadOnlyList<FailoverCandidate> candidates
    )
    {
        if (after.Mode == ReplicationMode.Async)
        {
            return (after, null);
        }

        var followers = after.Following.Count(node => candidates.Any(one => one.Node == node.Name && one.IsSeen));
        if (followers > 0 && followers >= ModeRules.WaitedFor(after))
        {
            return (after, ModeRules.Note(after));
        }

        var lowered = after with { Mode = ReplicationMode.Async, Quorum = 0 };
        return (
            lowered,
            $"The mode was lowered from {after.Mode} to Async: too few followers remain to wait for ({followers})."
        );
    }
}

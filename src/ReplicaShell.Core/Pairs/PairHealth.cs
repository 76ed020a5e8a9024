using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>Judges the state of a pair as a whole.</summary>
internal static class PairHealth
{
    public static (PairState State, IReadOnlyList<string> Reasons) Judge(
        PairDefinition pair,
        IReadOnlyList<NodeAnswer> answers,
        IReadOnlyList<ReplicaNode> nodes,
        bool linkUp
    )
    {
        if (answers.All(answer => answer.Status is ServerStatus.Stopped or ServerStatus.Absent))
        {
            return (PairState.Stopped, ["No node runs. Start-ReplicaPair starts them."]);
        }

        var writable = answers.Where(answer => answer.Probe is { Writable: true }).Select(a => a.Node.Name).ToList();
        if (writable.Count > 1)
        {
            return (PairState.SplitBrain, [$"More than one node takes writes: {string.Join(", ", writable)}."]);
        }

        var reasons = nodes
            .Where(node => node.State is not (NodeState.Running or NodeState.CatchingUp))
            .Select(node =>
                $"{node.Node} is {node.State.ToString().ToLowerInvariant()}."
                + (node.WalMissing ? $" {node.Detail}" : "")
            )
            .ToList();
        if (pair.Leader is null || !writable.Contains(pair.Leader))
        {
            return (
                PairState.NoLeader,
                [.. reasons, "No node takes writes. Invoke-ReplicaFailover promotes a follower."]
            );
        }

        var waited = ModeRules.WaitedFor(pair);
        var able = nodes.Count(node => node.SyncState is SyncState.Sync or SyncState.Quorum);
        if (reasons.Count > 0 && able < waited)
        {
            reasons.Add($"{ModeRules.WritesWait(pair, able)}.");
        }

        if (!linkUp)
        {
            reasons.Add("The link between the nodes is down. Start-ReplicaPair brings it back.");
        }

        return (reasons.Count == 0 ? PairState.Ready : PairState.Degraded, reasons);
    }
}

namespace ReplicaShell.Replication.Health.Checks;

/// <summary>Whether every node that answers is on the leader's timeline.</summary>
internal sealed class TimelineCheck : IHealthRule
{
    public string Name => "Timeline";

    public IEnumerable<HealthCheck> Judge(HealthSnapshot seen, HealthThresholds thresholds)
    {
        foreach (var node in seen.Pair.Nodes.Where(node => node.Node != seen.Pair.Leader))
        {
            // One that is down is the business of other checks, and a fenced one may have any timeline.
            if (node.Timeline is not { } timeline)
            {
                continue;
            }

            yield return seen.Answer(
                Name,
                node.Node,
                Judge(seen.Pair.Timeline, timeline),
                Message(seen, timeline),
                Advice(seen, node.Node, timeline)
            ) with
            {
                Value = timeline,
                Threshold = seen.Pair.Timeline,
                Unit = "timeline",
            };
        }
    }

    private static HealthStatus Judge(int? leader, int timeline) =>
        leader is null ? HealthStatus.Unknown
        : leader == timeline ? HealthStatus.Ok
        : HealthStatus.Critical;

    private static string Message(HealthSnapshot seen, int timeline) =>
        seen.Pair.Timeline is not { } leader ? "The leader's timeline cannot be asked."
        : leader == timeline ? "It is on the leader's timeline."
        : $"It is on timeline {timeline}, {seen.Pair.Leader} on {leader}: their histories parted.";

    private static string? Advice(HealthSnapshot seen, string node, int timeline) =>
        seen.Pair.Timeline == timeline ? null
        : seen.Pair.Timeline is null ? "See the check SingleLeader."
        : $"Repair-ReplicaNode {seen.Pair.Name} {node} makes it a follower of {seen.Pair.Leader}.";
}

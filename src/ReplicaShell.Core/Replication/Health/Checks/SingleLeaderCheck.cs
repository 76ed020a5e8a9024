namespace ReplicaShell.Replication.Health.Checks;

/// <summary>Whether exactly one node takes writes, and the right one.</summary>
internal sealed class SingleLeaderCheck : IHealthRule
{
    public string Name => "SingleLeader";

    public IEnumerable<HealthCheck> Judge(HealthSnapshot seen, HealthThresholds thresholds)
    {
        var (pair, writable) = (seen.Pair.Name, seen.Writable);
        var (status, message, advice) = writable.Count switch
        {
            0 => (
                HealthStatus.Critical,
                "No node takes writes.",
                seen.Definition.IsForeign
                    ? $"{seen.Definition.Leader} is started where it runs; who promotes its followers is decided there."
                    : $"Start-ReplicaNode {pair} {seen.Definition.Leader} brings the leader back; "
                        + $"Invoke-ReplicaFailover {pair} promotes a follower."
            ),
            1 when writable[0] == seen.Definition.Leader => (HealthStatus.Ok, $"{writable[0]} takes writes.", null),
            1 => (
                HealthStatus.Critical,
                $"{writable[0]} takes writes, but {seen.Definition.Leader ?? "nobody"} should lead.",
                $"Get-ReplicaPair {pair} shows the pair; Invoke-ReplicaFailover {pair} ends what was broken off."
            ),
            _ => (
                HealthStatus.Critical,
                $"More than one node takes writes: {string.Join(", ", writable)}. What they take diverges.",
                $"Stop all but {seen.Definition.Leader} at once"
                    + (
                        seen.Definition.IsForeign
                            ? ", where they run."
                            : $": Stop-ReplicaNode {pair} {writable.First(name => name != seen.Definition.Leader)}."
                    )
            ),
        };
        yield return seen.Answer(Name, null, status, message, advice) with
        {
            Value = writable.Count,
            Threshold = 1,
            Unit = "nodes",
        };
    }
}

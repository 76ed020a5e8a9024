using ReplicaShell.Topology;

namespace ReplicaShell.Replication.Health.Checks;

/// <summary>How many bytes each follower has not replayed.</summary>
internal sealed class LagCheck : IHealthRule
{
    public string Name => "Lag";

    public IEnumerable<HealthCheck> Judge(HealthSnapshot seen, HealthThresholds thresholds)
    {
        foreach (var sample in seen.Lag)
        {
            var (status, message, advice) = sample.LagBytes switch
            {
                null => (HealthStatus.Unknown, "Its lag cannot be known now.", Reach(seen.Pair.Name, sample)),
                var bytes when bytes <= thresholds.LagBytes => (
                    HealthStatus.Ok,
                    "It has replayed what it should.",
                    null
                ),
                _ when sample.State == LagState.Disconnected => (
                    HealthStatus.Critical,
                    "It is behind and receives nothing.",
                    Reach(seen.Pair.Name, sample)
                ),
                _ => (
                    HealthStatus.Warning,
                    "It is behind.",
                    $"Get-ReplicationLag {seen.Pair.Name} {sample.Node} -Continuous shows whether it catches up; if not, look "
                        + "for paused replay, a long query on it, or a slow network."
                ),
            };
            yield return seen.Answer(Name, sample.Node, status, message, advice) with
            {
                Value = sample.LagBytes,
                Threshold = thresholds.LagBytes,
                Unit = "bytes",
            };
        }
    }

    private static string Reach(string pair, ReplicationLag sample) =>
        $"Get-ReplicaNode {pair} {sample.Node} shows its state; the check Receiver says what to do.";
}

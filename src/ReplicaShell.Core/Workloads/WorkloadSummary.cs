using ReplicaShell.Checkers;
using ReplicaShell.History;

namespace ReplicaShell.Workloads;

/// <summary>Sums a run up.</summary>
internal static class WorkloadSummary
{
    public static WorkloadResult Of(
        WorkloadPlan plan,
        IReadOnlyCollection<WorkloadClient> clients,
        TimeSpan duration,
        OperationHistory history
    )
    {
        var latencies = new LatencyHistogram();
        foreach (var client in clients)
        {
            latencies.Add(client.Latencies);
        }

        var acknowledged = clients.Sum(client => client.Count(Outcome.Ok));
        return new WorkloadResult
        {
            Pair = plan.Target.Pair,
            Table = plan.Table.Name,
            Clients = clients.Count,
            Duration = duration,
            History = history,
            Operations = history.Count,
            Acknowledged = acknowledged,
            Failed = clients.Sum(client => client.Count(Outcome.Failed)),
            Unknown = clients.Sum(client => client.Count(Outcome.Unknown)),
            Throughput = acknowledged / duration.TotalSeconds,
            LatencyMedian = latencies.Quantile(0.5),
            Latency95 = latencies.Quantile(0.95),
            Latency99 = latencies.Quantile(0.99),
            Reads = plan.Options.ReadRatio > 0 ? StaleReadsChecker.Check(history, plan.Table.KeyColumn) : null,
            Errors = history.CountErrors(),
        };
    }

    private static List<WorkloadError> CountErrors(this OperationHistory history) =>
        [
            .. history
                .ErrorCounts()
                .Select(error => new WorkloadError(error.Text, error.Count))
                .OrderByDescending(error => error.Count)
                .ThenBy(error => error.Text, StringComparer.Ordinal),
        ];
}

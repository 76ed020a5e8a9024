using ReplicaShell.Formatting.Content;
using ReplicaShell.Workloads;

namespace ReplicaShell.Formatting.Views;

/// <summary>A workload: how much, how fast, and what went wrong.</summary>
internal sealed class WorkloadView : ViewOf<WorkloadResult>
{
    private static readonly Cell NoneAcknowledged = Cell.Absent("none acknowledged");

    private static readonly Column<WorkloadResult>[] Columns =
    [
        new("Pair", result => result.Pair),
        new("Table", result => result.Table),
        new("Clients", result => Quantity.Count(result.Clients), IsNumber: true),
        new("Duration (s)", result => Quantity.Seconds(result.Duration), IsNumber: true),
        new("Acknowledged", result => Quantity.Count(result.Acknowledged), IsNumber: true),
        new("Failed", result => Quantity.Count(result.Failed), IsNumber: true),
        new("Unknown", result => Quantity.Count(result.Unknown), IsNumber: true),
        new("Throughput (1/s)", result => Quantity.Count((long)Math.Round(result.Throughput)), IsNumber: true),
        new("Median (ms)", result => Quantity.Milliseconds(result.LatencyMedian, NoneAcknowledged), IsNumber: true),
        new("95% (ms)", result => Quantity.Milliseconds(result.Latency95, NoneAcknowledged), IsNumber: true),
        new("99% (ms)", result => Quantity.Milliseconds(result.Latency99, NoneAcknowledged), IsNumber: true),
    ];

    private static readonly Column<WorkloadError>[] Errors =
    [
        new("Times", error => Quantity.Count(error.Count), IsNumber: true),
        new("Error", error => error.Text),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(WorkloadResult value)
    {
        yield return Grid.First(Columns, [value]);
        if (value.Reads is { } reads)
        {
            foreach (var part in ReadVerdictView.PartsOf(reads))
            {
                yield return part;
            }
        }

        if (value.Errors.Count > 0)
        {
            yield return Grid.First(Errors, value.Errors);
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<WorkloadResult> values) => [Grid.First(Columns, values)];
}

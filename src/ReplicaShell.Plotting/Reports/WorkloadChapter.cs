using System.Globalization;
using ReplicaShell.Workloads;

namespace ReplicaShell.Plotting.Reports;

/// <summary>A workload.</summary>
internal sealed class WorkloadChapter : ChapterOf<WorkloadResult>
{
    /// <inheritdoc/>
    protected override string Title(WorkloadResult result) => $"Load on {result.Pair}";

    /// <inheritdoc/>
    protected override string Summary(WorkloadResult result) =>
        $"{Units.Count(result.Acknowledged)} of {Units.Count(result.Operations)} operations on {result.Table} were acknowledged, "
        + $"{Units.Count(result.Failed)} failed, {Units.Count(result.Unknown)} have an unknown outcome.";

    /// <inheritdoc/>
    protected override IEnumerable<Section> Sections(WorkloadResult result)
    {
        List<IBlock> blocks =
        [
            Table.Facts(
                ("Table", result.Table),
                ("Began (UTC)", result.History.StartedAt.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)),
                ("Duration", Units.Time(result.Duration)),
                ("Clients", Units.Count(result.Clients)),
                ("Seed", "each client chooses with its own number, from 0 on"),
                ("Acknowledged a second", result.Throughput.ToString("0", CultureInfo.InvariantCulture)),
                ("Latency, median", Latency(result.LatencyMedian)),
                ("Latency, 95%", Latency(result.Latency95)),
                ("Latency, 99%", Latency(result.Latency99))
            ),
        ];
        if (result.Reads is { } reads)
        {
            blocks.Add(new Paragraph(reads.Explanation));
        }

        if (result.Errors.Count > 0)
        {
            blocks.Add(
                new Table(
                    ["Error", "Times"],
                    [.. result.Errors.Select(error => (IReadOnlyList<string>)[error.Text, Units.Count(error.Count)])],
                    FirstNumber: 1
                )
            );
        }

        yield return new Section("The load", blocks);
    }

    /// <inheritdoc/>
    protected override string? Pair(WorkloadResult result) => result.Pair;

    private static string Latency(TimeSpan? time) => time is { } known ? Units.Time(known) : "none acknowledged";
}

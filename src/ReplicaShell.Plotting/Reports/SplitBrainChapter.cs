using ReplicaShell.Drills.SplitBrain;
using ReplicaShell.Replication.Divergence;

namespace ReplicaShell.Plotting.Reports;

/// <summary>A split-brain drill.</summary>
internal sealed class SplitBrainChapter : ChapterOf<SplitBrainResult>
{
    /// <inheritdoc/>
    protected override string Title(SplitBrainResult result) =>
        $"Split-brain drill on {result.Pair}: {result.OldLeader} and {result.NewLeader}";

    /// <inheritdoc/>
    protected override string Summary(SplitBrainResult result) => $"Mode {result.Mode}. {result.Explanation}";

    /// <inheritdoc/>
    protected override IEnumerable<Section> Sections(SplitBrainResult result) =>
        [
            new Section(
                "Timeline (UTC)",
                new Table(
                    ["Time", "From the cut", "What"],
                    [
                        .. Moments(result)
                            .OrderBy(moment => moment.At)
                            .Select(moment =>
                                (IReadOnlyList<string>)
                                    [Timeline.Clock(moment.At), Timeline.Offset(moment.At - result.CutAt), moment.What]
                            ),
                    ]
                )
            ),
            VerdictChapter.Section(result.Verdict),
            new Section("The two histories", Facts(result), Rows(result)),
            .. FailoverChapter.SectionsOf(result.Failover),
        ];

    /// <inheritdoc/>
    protected override string? Pair(SplitBrainResult result) => result.Pair;

    private static IEnumerable<(DateTimeOffset At, string What)> Moments(SplitBrainResult result)
    {
        yield return (result.CutAt, $"{result.OldLeader} is cut off from the other nodes");
        yield return (result.PromotedAt, $"{result.NewLeader} is promoted, timeline {result.NewTimeline}");
        yield return (result.HealedAt, $"the network is mended; the pair is {result.HealedState}");
        yield return (result.FencedAt, $"{result.OldLeader} is fenced");
    }

    private static Table Facts(SplitBrainResult result) =>
        Table.Facts(
            ("Fence", result.Fence?.ToString() ?? "none"),
            ("Parted at", result.DivergedAt?.ToString() ?? "unknown"),
            ($"Timeline and end of {result.OldLeader}", $"{result.OldTimeline}, {End(result.OldEnd?.ToString())}"),
            ($"Timeline and end of {result.NewLeader}", $"{result.NewTimeline}, {End(result.NewEnd?.ToString())}"),
            ($"Acknowledged by {result.OldLeader} after the promotion", Units.Count(result.AcceptedAfterPromotion))
        );

    private static Table Rows(SplitBrainResult result) =>
        new(
            ["Rows", "How many", "Which"],
            [
                Row($"only on {result.OldLeader}", result.OnlyOld),
                Row($"only on {result.NewLeader}", result.OnlyNew),
                Row("different", result.Different),
            ]
        );

    private static IReadOnlyList<string> Row(string what, IReadOnlyList<DivergedRow> rows) =>
        [what, Units.Count(rows.Count), string.Join(", ", rows)];

    private static string End(string? position) => position ?? "unknown";
}

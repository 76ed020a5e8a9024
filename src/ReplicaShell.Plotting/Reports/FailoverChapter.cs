using System.Globalization;
using ReplicaShell.Failover;

namespace ReplicaShell.Plotting.Reports;

/// <summary>A failover.</summary>
internal sealed class FailoverChapter : ChapterOf<FailoverResult>
{
    /// <summary>The phases and the election, of a failover alone or within a drill.</summary>
    public static IEnumerable<Section> SectionsOf(FailoverResult failover)
    {
        List<IBlock> phases =
        [
            new Table(
                ["Detect (ms)", "Elect (ms)", "Fence (ms)", "Promote (ms)", "First write (ms)", "Total (ms)"],
                [
                    [
                        .. new[]
                        {
                            failover.Detect,
                            failover.Elect,
                            failover.Fence,
                            failover.Promote,
                            failover.FirstWrite,
                            failover.Total,
                        }.Select(Milliseconds),
                    ],
                ],
                FirstNumber: 0
            ),
            Table.Facts(
                ("Leader", $"{failover.OldLeader} → {failover.NewLeader}"),
                ("Timeline", FormattableString.Invariant($"{failover.OldTimeline} → {failover.NewTimeline}")),
                ("Mode afterwards", failover.Mode.ToString())
            ),
        ];
        if (failover.Warning is { } warning)
        {
            phases.Add(new Paragraph(warning));
        }

        yield return new Section("The failover, phase by phase", phases);
        yield return new Section(
            "The election",
            new Table(
                ["Node", "Eligible", "Reason", "Received WAL up to", "Timeline", "Lag (bytes)"],
                [
                    .. failover.Candidates.Select(candidate =>
                        (IReadOnlyList<string>)
                            [
                                candidate.Node,
                                candidate.Eligible ? "yes" : "no",
                                candidate.Reason,
                                candidate.ReceivedLsn?.ToString() ?? "unknown",
                                candidate.Timeline?.ToString(CultureInfo.InvariantCulture) ?? "unknown",
                                candidate.LagBytes?.ToString(CultureInfo.InvariantCulture) ?? "unknown",
                            ]
                    ),
                ],
                FirstNumber: 4
            )
        );
    }

    /// <summary>Milliseconds with one decimal place.</summary>
    public static string Milliseconds(TimeSpan time) =>
        time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    protected override string Title(FailoverResult result) =>
        $"Failover of {result.Pair}: {result.NewLeader} took over from {result.OldLeader}";

    /// <inheritdoc/>
    protected override string Summary(FailoverResult result) =>
        $"{Units.Time(result.Total)} from the first look at the leader to the first acknowledged write on {result.NewLeader}.";

    /// <inheritdoc/>
    protected override IEnumerable<Section> Sections(FailoverResult result) =>
        [new Section("Timeline (UTC)", Timeline.Of(FailoverStory.Of(result, null, null))), .. SectionsOf(result)];

    /// <inheritdoc/>
    protected override string? Pair(FailoverResult result) => result.Pair;
}

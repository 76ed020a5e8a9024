using ReplicaShell.Drills;

namespace ReplicaShell.Plotting.Reports;

/// <summary>A data-loss drill.</summary>
internal sealed class DataLossChapter : ChapterOf<DataLossResult>
{
    /// <inheritdoc/>
    protected override string Title(DataLossResult result) =>
        $"Data-loss drill on {result.Pair}: {result.OldLeader} crashed, {result.NewLeader} took over";

    /// <inheritdoc/>
    protected override string Summary(DataLossResult result) =>
        $"Mode {result.Mode}. {result.Verdict.Explanation} No leader for {Units.Time(result.RecoveredAt - result.CrashedAt)}.";

    /// <inheritdoc/>
    protected override IEnumerable<Section> Sections(DataLossResult result)
    {
        var story = FailoverStory.Of(result);
        return
        [
            new Section("Timeline (UTC)", Timeline.Of(story)),
            VerdictChapter.Section(result.Verdict),
            .. FailoverChapter.SectionsOf(result.Failover),
            new Section(
                "How it was done",
                new Paragraph(
                    "The leader was cut off from its followers, written to, and destroyed; a follower was promoted; its rows "
                        + "were compared with the history. The keys follow each other, nothing is random: there is no seed."
                ),
                Table.Facts(
                    ("Mode of the writes", result.Mode.ToString()),
                    ("Writes attempted", Units.Count(result.Verdict.Attempted)),
                    ("Rows on the survivor", Units.Count(result.PresentKeys.Count))
                )
            ),
        ];
    }

    /// <inheritdoc/>
    protected override string? Pair(DataLossResult result) => result.Pair;
}

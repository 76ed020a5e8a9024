using ReplicaShell.Topology;

namespace ReplicaShell.Plotting.Reports;

/// <summary>Puts a report together from results that belong together.</summary>
internal static class ReportBuilder
{
    private static readonly IChapter[] Chapters =
    [
        new DataLossChapter(),
        new SplitBrainChapter(),
        new FailoverChapter(),
        new SwitchChapter(),
        new WorkloadChapter(),
        new VerdictChapter(),
        new MeasurementChapter(),
    ];

    /// <summary>The names of the pairs that results speak of.</summary>
    public static IEnumerable<string> PairsOf(IReadOnlyList<object> results) =>
        results
            .Select(result => Chapters.FirstOrDefault(chapter => chapter.Understands(result))?.PairOf(result))
            .OfType<string>()
            .Distinct();

    /// <summary>The report.</summary>
    /// <exception cref="Errors.ReplicaException"><c>NothingToReport</c>, <c>UnsupportedReport</c>, <c>NoFonts</c>.</exception>
    public static Report Of(IReadOnlyList<object> results, IReadOnlyList<PairDefinition> pairs, DateTimeOffset moment)
    {
        if (results.Count == 0)
        {
            throw ReportErrors.NothingToReport();
        }

        var chapters = results.Select(result => (Result: result, Chapter: ChapterOf(result))).ToList();
        var several = chapters.Count > 1;
        return new Report(
            chapters[0].Chapter.TitleOf(results[0]) + (several ? $", and {chapters.Count - 1} more" : ""),
            string.Join(' ', chapters.Select(one => one.Chapter.SummaryOf(one.Result))),
            [
                .. Together(results),
                .. chapters.SelectMany(one => Sections(one.Chapter, one.Result, results)),
                .. pairs.Select(SettingsSection.Of),
                VersionsSection.Of(moment),
            ]
        );
    }

    private static IChapter ChapterOf(object result) =>
        Chapters.FirstOrDefault(chapter => chapter.Understands(result)) ?? throw ReportErrors.UnsupportedReport(result);

    /// <summary>The picture of all results, where they have one.</summary>
    private static IEnumerable<Section> Together(IReadOnlyList<object> results) =>
        InlinePicture.Of(results) is { } picture ? [new Section("Picture", new Picture(picture))] : [];

    /// <summary>What is said of one result; with its own picture where there is none of all together.</summary>
    private static IEnumerable<Section> Sections(IChapter chapter, object result, IReadOnlyList<object> results)
    {
        if (results.Count > 1)
        {
            yield return new Section(chapter.TitleOf(result), new Paragraph(chapter.SummaryOf(result)));
            if (!InlinePicture.Exists(results) && InlinePicture.Of(result) is { } picture)
            {
                yield return new Section("Picture", new Picture(picture));
            }
        }

        foreach (var section in chapter.SectionsOf(result))
        {
            yield return section;
        }
    }
}

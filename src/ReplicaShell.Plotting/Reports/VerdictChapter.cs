using ReplicaShell.Checkers;

namespace ReplicaShell.Plotting.Reports;

/// <summary>What was lost.</summary>
internal sealed class VerdictChapter : ChapterOf<Verdict>
{
    /// <summary>The section of a verdict, alone or within a result.</summary>
    public static Section Section(Verdict verdict)
    {
        List<IBlock> blocks =
        [
            new Paragraph(verdict.Explanation),
            new Table(
                ["Attempted", "Acknowledged", "Lost", "Unknown", "Recovered", "Failed"],
                [
                    [
                        Units.Count(verdict.Attempted),
                        Units.Count(verdict.Acknowledged),
                        Units.Count(verdict.Lost),
                        Units.Count(verdict.Unknown),
                        Units.Count(verdict.Recovered),
                        Units.Count(verdict.Failed),
                    ],
                ],
                FirstNumber: 0
            ),
        ];
        if (verdict.LostKeys.Count > 0)
        {
            blocks.Add(new Paragraph($"Lost keys: {KeyRanges.Text(verdict.LostKeys)}."));
        }

        if (verdict.UnexpectedKeys.Count > 0)
        {
            blocks.Add(
                new Paragraph(
                    $"Keys that are there though every write of them failed: {KeyRanges.Text(verdict.UnexpectedKeys)}."
                )
            );
        }

        return new Section("Verdict", blocks);
    }

    /// <inheritdoc/>
    protected override string Title(Verdict result) =>
        result.Lost == 0 ? "Verdict: nothing was lost" : $"Verdict: {Units.Count(result.Lost)} writes were lost";

    /// <inheritdoc/>
    protected override string Summary(Verdict result) => result.Explanation;

    /// <inheritdoc/>
    protected override IEnumerable<Section> Sections(Verdict result) => [Section(result)];

    /// <inheritdoc/>
    protected override string? Pair(Verdict result) => null;
}

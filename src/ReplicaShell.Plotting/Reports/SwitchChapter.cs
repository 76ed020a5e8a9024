using ReplicaShell.Failover.Switchover;

namespace ReplicaShell.Plotting.Reports;

/// <summary>A planned change of the leader.</summary>
internal sealed class SwitchChapter : ChapterOf<SwitchResult>
{
    /// <inheritdoc/>
    protected override string Title(SwitchResult result) =>
        $"Switchover of {result.Pair}: {result.OldLeader} handed over to {result.NewLeader}";

    /// <inheritdoc/>
    protected override string Summary(SwitchResult result) =>
        (
            result.Downtime is { } downtime
                ? $"{Units.Time(downtime)} without an acknowledged write, as a client saw it."
                : "No client was acknowledged a write afterwards."
        ) + (result.Warning is { } warning ? $" {warning}" : "");

    /// <inheritdoc/>
    protected override IEnumerable<Section> Sections(SwitchResult result) =>
        [
            new Section(
                "The switchover, phase by phase",
                new Table(
                    ["Phase", "Begins (ms)", "Takes (ms)"],
                    [
                        .. result.Phases.Select(phase =>
                            (IReadOnlyList<string>)
                                [
                                    phase.Name,
                                    FailoverChapter.Milliseconds(phase.Begin),
                                    FailoverChapter.Milliseconds(phase.Duration),
                                ]
                        ),
                    ],
                    FirstNumber: 1
                ),
                Table.Facts(
                    ("Leader", $"{result.OldLeader} → {result.NewLeader}"),
                    ("Timeline", FormattableString.Invariant($"{result.OldTimeline} → {result.NewTimeline}")),
                    ("Mode", result.Mode.ToString()),
                    ("Follow the new leader", string.Join(", ", result.Streaming)),
                    ("Writes of the client", $"{result.Acknowledged} acknowledged, {result.Unknown} unknown")
                )
            ),
        ];

    /// <inheritdoc/>
    protected override string? Pair(SwitchResult result) => result.Pair;
}

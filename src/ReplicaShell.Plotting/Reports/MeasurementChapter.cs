using System.Globalization;
using ReplicaShell.Measurements;

namespace ReplicaShell.Plotting.Reports;

/// <summary>Many failovers.</summary>
internal sealed class MeasurementChapter : ChapterOf<FailoverMeasurement>
{
    /// <inheritdoc/>
    protected override string Title(FailoverMeasurement result) =>
        FormattableString.Invariant($"{result.Runs.Count} failovers measured under load");

    /// <inheritdoc/>
    protected override string Summary(FailoverMeasurement result) =>
        string.Join("; ", result.Groups.Select(group => group.ToString())) + ".";

    /// <inheritdoc/>
    protected override IEnumerable<Section> Sections(FailoverMeasurement result) =>
        [
            new Section(
                "Distributions",
                new Paragraph(
                    "Median, and in brackets the least and the greatest; phases in milliseconds, losses in writes."
                ),
                new Table(
                    [
                        "Mode",
                        "Distance",
                        "Runs",
                        "Detect",
                        "Elect",
                        "Fence",
                        "Promote",
                        "First write",
                        "Total",
                        "Lost",
                        "Unknown",
                    ],
                    [.. result.Groups.Select(Row)],
                    FirstNumber: 2
                )
            ),
            new Section(
                "How it was done",
                new Paragraph(
                    "Each failover has a fresh pair and a leader that is killed at a random moment under load; the moments follow from "
                        + "the seed. Modes and distances take turns. What the survivor has is compared with the clients' history."
                ),
                Table.Facts(
                    ("Seed", result.Seed.ToString(CultureInfo.InvariantCulture)),
                    ("Engine", result.Engine.ToString()),
                    ("PostgreSQL", result.PostgresVersion),
                    ("Followers", result.FollowerCount.ToString(CultureInfo.InvariantCulture)),
                    ("Clients", result.Clients.ToString(CultureInfo.InvariantCulture)),
                    (
                        "Writes a second",
                        result.Rate?.ToString("0.#", CultureInfo.InvariantCulture) ?? "as many as the leader answers"
                    ),
                    ("Detection time-out", Units.Time(result.DetectionTimeout))
                )
            ),
            new Section(
                "Every failover",
                new Table(
                    [
                        "Mode",
                        "Distance",
                        "Round",
                        "Crash (UTC)",
                        "Total (ms)",
                        "Acknowledged",
                        "Lost",
                        "Lost keys",
                        "Unknown",
                    ],
                    [.. result.Runs.Select(Row)],
                    FirstNumber: 2
                )
            ),
        ];

    /// <inheritdoc/>
    protected override string? Pair(FailoverMeasurement result) => result.Pair;

    private static IReadOnlyList<string> Row(FailoverGroup group) =>
        [
            group.Mode.ToString(),
            Text(group.Distance),
            group.Runs.ToString(CultureInfo.InvariantCulture),
            .. new[]
            {
                group.Detect,
                group.Elect,
                group.Fence,
                group.Promote,
                group.FirstWrite,
                group.Total,
                group.Lost,
                group.Unknown,
            }.Select(distribution => distribution.ToString()),
        ];

    private static IReadOnlyList<string> Row(FailoverRun run) =>
        [
            run.Mode.ToString(),
            Text(run.Distance),
            run.Round.ToString(CultureInfo.InvariantCulture),
            run.CrashedAt.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
            FailoverChapter.Milliseconds(run.Failover.Total),
            Units.Count(run.Verdict.Acknowledged),
            Units.Count(run.Verdict.Lost),
            Checkers.KeyRanges.Text(run.Verdict.LostKeys),
            Units.Count(run.Verdict.Unknown),
        ];

    private static string Text(Distance distance) => distance == Distance.None ? "none" : distance.ToString();
}

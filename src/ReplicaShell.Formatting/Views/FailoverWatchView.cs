using ReplicaShell.Failover.Watching;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>What witnesses decided: the counts, then each failover.</summary>
internal sealed class FailoverWatchView : ViewOf<FailoverWatchResult>
{
    private static readonly Column<FailoverWatchResult>[] Columns =
    [
        new("Pair", result => result.Pair),
        new("Time-out (ms)", result => Quantity.Milliseconds(result.DetectionTimeout), IsNumber: true),
        new("Witnesses", result => Quantity.Count(result.Witnesses), IsNumber: true),
        new("Majority", result => Quantity.Count(result.Majority), IsNumber: true),
        new("Failovers", result => Quantity.Count(result.Failovers.Count), IsNumber: true),
        new("False failovers", False, IsNumber: true),
        new("Outvoted alarms", result => Quantity.Count(result.OutvotedAlarms), IsNumber: true),
        new("Failures before the time-out", result => Quantity.Count(result.SpuriousFailures), IsNumber: true),
        new("Downtime (ms)", result => Quantity.Milliseconds(result.Downtime), IsNumber: true),
        new("Watched (s)", result => Quantity.Seconds(result.Duration), IsNumber: true),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(FailoverWatchResult value) =>
        value.Failovers.Count == 0
            ? [Grid.First(Columns, [value])]
            : [Grid.First(Columns, [value]), Grid.First(WatchedFailoverView.Columns, value.Failovers)];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<FailoverWatchResult> values) =>
        [Grid.First(Columns, values)];

    private static Cell False(FailoverWatchResult result) =>
        new(Quantity.Count(result.FalseFailovers), result.FalseFailovers > 0 ? Tone.Bad : Tone.Good);
}

using ReplicaShell.Course;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>What an alert rule sees of a follower.</summary>
internal sealed class LagReadingView : ViewOf<LagReading>
{
    private static readonly Column<LagReading>[] Columns =
    [
        new("Time (UTC)", reading => Quantity.Clock(reading.Time)),
        new("Lag (bytes)", reading => Quantity.Bytes(reading.LagBytes), IsNumber: true),
        new("Replay lag (ms)", reading => Quantity.Milliseconds(reading.ReplayLag), IsNumber: true),
        new("Since replay (ms)", reading => Quantity.Milliseconds(reading.SinceReplay), IsNumber: true),
        new("Leader LSN", reading => Quantity.Position(reading.LeaderLsn), IsNumber: true),
        new("Received LSN", reading => Quantity.Position(reading.ReceivedLsn), IsNumber: true),
        new("Replayed LSN", reading => Quantity.Position(reading.ReplayedLsn), IsNumber: true),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<LagReading> values) => [Grid.First(Columns, values)];
}

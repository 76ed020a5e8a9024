using ReplicaShell.Formatting.Content;
using ReplicaShell.Replication;

namespace ReplicaShell.Formatting.Views;

/// <summary>Samples of lag; of many the last, since the picture has them all.</summary>
internal sealed class LagView : ViewOf<ReplicationLag>
{
    /// <summary>The server measures only what it replays; that is neither 0 nor a fault.</summary>
    private static readonly Cell NotMeasured = Cell.Absent("not measured");

    private static readonly Column<ReplicationLag> Heartbeat = new(
        "Heartbeat (ms)",
        sample => Quantity.Milliseconds(sample.HeartbeatLag),
        IsNumber: true
    );

    private static readonly Column<ReplicationLag>[] Columns =
    [
        new("Time (UTC)", sample => Quantity.Clock(sample.Time)),
        new("Node", sample => sample.Node),
        new("State", sample => Tones.Of(sample.State)),
        new("Lag (bytes)", Bytes, IsNumber: true),
        new("Replay lag (ms)", sample => Quantity.Milliseconds(sample.ReplayLag, NotMeasured), IsNumber: true),
        Heartbeat,
        new("Leader LSN", sample => Quantity.Position(sample.LeaderLsn), IsNumber: true),
        new("Received LSN", sample => Quantity.Position(sample.ReceivedLsn), IsNumber: true),
        new("Replayed LSN", sample => Quantity.Position(sample.ReplayedLsn), IsNumber: true),
        new("Timeline", sample => Quantity.Number(sample.Timeline), IsNumber: true),
    ];

    /// <inheritdoc/>
    public override int Limit => 10;

    /// <inheritdoc/>
    public override bool FromEnd => true;

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<ReplicationLag> values)
    {
        // Without heartbeat there is nothing to be unknown.
        var withHeartbeat = values.Any(sample => sample.HeartbeatLag is not null);
        Column<ReplicationLag>[] columns = [.. Columns.Where(column => withHeartbeat || column != Heartbeat)];
        yield return Grid.Last(columns, values, Limit);
        foreach (var node in values.Where(sample => sample.WalMissing).Select(sample => sample.Node).Distinct())
        {
            yield return new Sentence(
                $"{node} cannot catch up any more: the leader no longer has the WAL that it needs.",
                Tone.Bad
            );
        }

        if (values.Skip(values.Count - Limit).Any(sample => sample.Clamped))
        {
            yield return new Sentence(
                "* The follower moved on between the two readings, so that the difference was negative; 0 stands for it."
            );
        }
    }

    private static Cell Bytes(ReplicationLag sample) =>
        sample is { Clamped: true, LagBytes: { } bytes }
            ? $"{Quantity.Count(bytes)}*"
            : Quantity.Bytes(sample.LagBytes);
}

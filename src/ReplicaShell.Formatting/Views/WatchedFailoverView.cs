using ReplicaShell.Failover.Watching;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>Failovers that witnesses decided.</summary>
internal sealed class WatchedFailoverView : ViewOf<WatchedFailover>
{
    /// <summary>The columns, also below the counts of a watch.</summary>
    public static readonly Column<WatchedFailover>[] Columns =
    [
        new("Decided (UTC)", one => Quantity.Clock(one.DecidedAt)),
        new("Old leader", one => one.Failover.OldLeader),
        new("New leader", one => one.Failover.NewLeader),
        new("Votes", one => string.Join(", ", one.Votes)),
        new("Leader was", one => one.LeaderWasAlive ? new("alive", Tone.Bad) : new("gone")),
        new("Downtime (ms)", one => Quantity.Milliseconds(one.Downtime), IsNumber: true),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<WatchedFailover> values) => [Grid.First(Columns, values)];
}

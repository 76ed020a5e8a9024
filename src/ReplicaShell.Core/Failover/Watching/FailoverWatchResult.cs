using ReplicaShell.Views;

namespace ReplicaShell.Failover.Watching;

/// <summary>What the witnesses of a pair decided while it was watched.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record FailoverWatchResult
{
    /// <summary>The name of the pair.</summary>
    public required string Pair { get; init; }

    /// <summary>When the watching began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it was watched.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How long every probe of a witness had to fail before it voted.</summary>
    public required TimeSpan DetectionTimeout { get; init; }

    /// <summary>How many witnesses there were.</summary>
    public required int Witnesses { get; init; }

    /// <summary>How many votes decided.</summary>
    public required int Majority { get; init; }

    /// <summary>The failovers, in order.</summary>
    public required IReadOnlyList<WatchedFailover> Failovers { get; init; }

    /// <summary>How many failovers there were though the leader was alive.</summary>
    public int FalseFailovers => Failovers.Count(one => one.LeaderWasAlive);

    /// <summary>How often witnesses voted that the leader is gone, and were too few.</summary>
    public required int OutvotedAlarms { get; init; }

    /// <summary>How often probes of a witness failed, and succeeded again before the time-out.</summary>
    public required int SpuriousFailures { get; init; }

    /// <summary>How long nobody took writes because of the failovers, in sum.</summary>
    public TimeSpan Downtime => Failovers.Aggregate(TimeSpan.Zero, (sum, one) => sum + one.Downtime);

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Failovers.Count} failovers, {FalseFailovers} of them false, {Downtime.TotalMilliseconds:0} ms down"
        );
}

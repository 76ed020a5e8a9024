using ReplicaShell.Views;

namespace ReplicaShell.Failover.Watching;

/// <summary>A failover that witnesses decided.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record WatchedFailover
{
    /// <summary>When it was decided, in UTC.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>The witnesses that voted that the leader is gone.</summary>
    public required IReadOnlyList<string> Votes { get; init; }

    /// <summary>
    /// Whether the leader was alive when it was decided: asked directly, past all faults of the network, it answered that it
    /// takes writes. The failover was false then.
    /// </summary>
    public required bool LeaderWasAlive { get; init; }

    /// <summary>The failover, phase by phase. Its Detect is not the witnesses' time-out, which was over when it began.</summary>
    public required FailoverResult Failover { get; init; }

    /// <summary>
    /// How long nobody took writes: of a true failover from the first failed probe of the witnesses that voted, of a false
    /// one from its fence, both to the first write that the new leader acknowledged.
    /// </summary>
    public required TimeSpan Downtime { get; init; }

    /// <inheritdoc/>
    public override string ToString() => LeaderWasAlive ? $"{Failover} (false)" : Failover.ToString();
}

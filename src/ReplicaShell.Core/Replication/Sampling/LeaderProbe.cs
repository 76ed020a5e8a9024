namespace ReplicaShell.Replication.Sampling;

/// <summary>The node that leads, and what it last said.</summary>
internal sealed class LeaderProbe(SampledNode node, NodeSession session)
{
    private bool _asked;

    /// <summary>Which node it is.</summary>
    public SampledNode Node => node;

    /// <summary>Its session.</summary>
    public NodeSession Session => session;

    /// <summary>What it said; all null when it did not answer in time.</summary>
    public LeaderReading Reading { get; } = new();

    /// <summary>Whether it may have ceased to lead.</summary>
    public bool IsSuspect => session.IsAbsent || Reading.IsInRecovery;

    /// <summary>Asks without waiting for the answer.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="heartbeat">Whether heartbeats will be read, which need its clock.</param>
    /// <param name="hasStray">Whether a follower does not follow, so that it matters which WAL the leader still has.</param>
    /// <param name="cancellationToken">Ends the taking of an answer that came too late.</param>
    public void Ask(TimeSpan at, bool heartbeat, bool hasStray, CancellationToken cancellationToken)
    {
        session.Advance();
        _asked = false;
        Reading.Clear();
        if (session.IsAbsent)
        {
            Reading.Forget();
        }

        if (session.IsAsked && !session.TryTake(NoSink.Instance, TimeSpan.Zero, cancellationToken))
        {
            return;
        }

        _asked = Reading.TryAsk(session, at, heartbeat, hasStray);
    }

    /// <summary>Takes the answer, but waits no longer than that.</summary>
    public void Take(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_asked)
        {
            session.TryTake(Reading, patience, cancellationToken);
        }
    }
}

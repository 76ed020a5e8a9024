namespace ReplicaShell.Replication.Sampling;

/// <summary>The node that leads, and what it last said.</summary>
internal sealed class LeaderProbe(SampledNode node, NodeSession session)
{
    /// <summary>Which node it is.</summary>
    public SampledNode Node => node;

    /// <summary>Its session.</summary>
    public NodeSession Session => session;

    /// <summary>What it said; all null when it did not answer in time.</summary>
    public LeaderReading Reading { get; } = new();

    /// <summary>Whether it may have ceased to lead.</summary>
    public bool IsSuspect => session.IsAbsent || Reading.IsInRecovery;

    /// <summary>Asks and waits for the answer, but no longer than that.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="heartbeat">Whether heartbeats will be read, which need its clock.</param>
    /// <param name="hasStray">Whether a follower does not follow, so that it matters which WAL the leader still has.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void Read(TimeSpan at, TimeSpan patience, bool heartbeat, bool hasStray, CancellationToken cancellationToken)
    {
        session.Advance();
        Reading.Clear();
        if (session.IsAbsent)
        {
            Reading.Forget();
        }

        if (session.IsAsked && !session.TryTake(NoSink.Instance, TimeSpan.Zero, cancellationToken))
        {
            return;
        }

        if (Reading.TryAsk(session, at, heartbeat, hasStray))
        {
            session.TryTake(Reading, patience, cancellationToken);
        }
    }
}

namespace ReplicaShell.Failover;

/// <summary>Who was elected, and at what price.</summary>
/// <param name="Candidates">The candidates, the elected one first, each with the reason for its place.</param>
/// <param name="DiscardedBytes">
/// How many bytes of WAL another candidate has and the elected one lacks; null when their timelines differ.
/// </param>
/// <param name="Warnings">What was overridden by force, a sentence each.</param>
internal sealed record ElectionResult(
    IReadOnlyList<FailoverCandidate> Candidates,
    long? DiscardedBytes,
    IReadOnlyList<string> Warnings
);

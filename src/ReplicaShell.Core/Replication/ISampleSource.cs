namespace ReplicaShell.Replication;

/// <summary>
/// What the lag sampler must be told from outside, because no server can answer it: who leads, and whether a server that
/// does not answer runs at all. Both may be asked from any thread, also while an earlier answer is still awaited.
/// </summary>
public interface ISampleSource
{
    /// <summary>
    /// Who leads and follows now. Asked at the beginning, every few seconds, and whenever the servers' answers suggest
    /// that roles have moved.
    /// </summary>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <remarks>What it throws ends the sampling.</remarks>
    Task<SampledPair> ResolveAsync(CancellationToken cancellationToken);

    /// <summary>Whether the node's server process exists, frozen ones included. Asked only while it does not answer.</summary>
    /// <param name="node">The node's name.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <remarks>What it throws counts as "not known".</remarks>
    Task<bool> IsRunningAsync(string node, CancellationToken cancellationToken);
}

using ReplicaShell.Replication;

namespace ReplicaShell.Benchmarks.Lag;

/// <summary>A pair whose roles do not move.</summary>
internal sealed class FixedSource(SampledPair pair) : ISampleSource
{
    public Task<SampledPair> ResolveAsync(CancellationToken cancellationToken) => Task.FromResult(pair);

    public Task<bool> IsRunningAsync(string node, CancellationToken cancellationToken) => Task.FromResult(true);
}

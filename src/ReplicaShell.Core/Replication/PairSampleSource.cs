using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Replication;

/// <summary>Tells the lag sampler who leads an open pair, as failovers change it, and which servers run.</summary>
/// <param name="pair">The pair; it must stay open as long as the sampling.</param>
/// <param name="node">The only follower to sample; null samples all.</param>
public sealed class PairSampleSource(Pair pair, string? node = null) : ISampleSource
{
    /// <inheritdoc/>
    public async Task<SampledPair> ResolveAsync(CancellationToken cancellationToken)
    {
        await pair.RefreshAsync(cancellationToken);
        var leader = pair.Definition.Leader is { } name ? Sampled(pair.Node(name)) : null;
        var followers = pair.Followers.Where(follower => node is null || Same(follower.Name, node)).Select(Sampled);
        return new SampledPair(pair.Name, leader, [.. followers]);
    }

    /// <inheritdoc/>
    public async Task<bool> IsRunningAsync(string node, CancellationToken cancellationToken) =>
        await pair.Engine.StatusAsync(pair.Definition, pair.Node(node), cancellationToken)
            is ServerStatus.Running
                or ServerStatus.Suspended;

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private SampledNode Sampled(NodeDefinition definition) => new(definition.Name, pair.ConnectionString(definition));
}

using ReplicaShell.Topology;

namespace ReplicaShell.Engines;

/// <summary>An engine that takes up servers that exist, instead of making them.</summary>
internal interface IAttachingEngine : INodeEngine
{
    /// <summary>
    /// Verifies that the servers are a leader and followers that stream from it, and keeps how to reach them. The caller
    /// holds the lock of the name. Nothing is changed on the servers.
    /// </summary>
    Task<PairDefinition> AttachAsync(
        string name,
        string leader,
        IReadOnlyList<string> followers,
        CancellationToken cancellationToken
    );
}

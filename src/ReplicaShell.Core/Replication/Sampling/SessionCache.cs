namespace ReplicaShell.Replication.Sampling;

/// <summary>The sessions that are kept from one sampling to the next; a node keeps its session when its role changes.</summary>
internal sealed class SessionCache : IDisposable
{
    private readonly Dictionary<SampledNode, NodeSession> _sessions = [];

    /// <summary>The node's session, opened in the background when there is none.</summary>
    public NodeSession Get(SampledNode node)
    {
        if (!_sessions.TryGetValue(node, out var session))
        {
            session = new NodeSession(node, SessionSettings.Name, SessionSettings.SearchPath, SessionSettings.NoJit);
            _sessions.Add(node, session);
        }

        return session;
    }

    /// <summary>Ends the sessions with nodes that are no longer of interest.</summary>
    public void Keep(IReadOnlyCollection<SampledNode> nodes)
    {
        foreach (var (node, session) in _sessions.Where(entry => !nodes.Contains(entry.Key)).ToList())
        {
            session.Dispose();
            _sessions.Remove(node);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Keep([]);
}

namespace ReplicaShell.Engines.External;

/// <summary>
/// What attached servers are called. A follower has the name by which the leader knows it, because everything that the
/// leader says of its followers is told apart by that; the leader has its cluster_name, or else "leader".
/// </summary>
internal static class ExternalNames
{
    /// <summary>The names, the leader's first.</summary>
    public static IReadOnlyList<string> Choose(ExternalServer leader, IReadOnlyList<ExternalServer> followers)
    {
        var taken = followers.Select(follower => follower.ReceiverName).ToList();
        var name = new[] { leader.ClusterName, "leader", "node1" }
            .Where(candidate => candidate.Length > 0)
            .Concat(Enumerable.Range(2, followers.Count).Select(number => $"node{number}"))
            .First(candidate => !taken.Contains(candidate, StringComparer.OrdinalIgnoreCase));
        return [name, .. taken];
    }
}

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>Knows which names Tab can complete. It answers from what is on disk: Tab must not wait for a server.</summary>
internal interface IPairNames
{
    /// <summary>Lists the names of all pairs.</summary>
    IEnumerable<string> Pairs();

    /// <summary>Lists the names of a pair's nodes; none when there is no such pair.</summary>
    /// <param name="pair">The pair's name.</param>
    IEnumerable<string> Nodes(string pair);

    /// <summary>Lists the names of a pair's followers, those that a failover passed by left out; none without such a pair.</summary>
    /// <param name="pair">The pair's name.</param>
    IEnumerable<string> Followers(string pair);
}

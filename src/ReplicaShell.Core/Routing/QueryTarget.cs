namespace ReplicaShell.Routing;

/// <summary>Which node a statement should go to.</summary>
public enum QueryTarget
{
    /// <summary>The leader.</summary>
    Leader,

    /// <summary>A follower that answers, chosen at random.</summary>
    Follower,

    /// <summary>Any node that answers, chosen at random.</summary>
    Any,
}

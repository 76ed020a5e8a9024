namespace ReplicaShell.Topology;

/// <summary>Which followers a commit waits for.</summary>
public enum ReplicationMode
{
    /// <summary>None.</summary>
    Async,

    /// <summary>Any one of them; with a single follower that is the same as Sync.</summary>
    SemiSync,

    /// <summary>All of them.</summary>
    Sync,

    /// <summary>Any n of them.</summary>
    Quorum,
}

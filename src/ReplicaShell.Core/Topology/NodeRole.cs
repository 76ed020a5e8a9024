namespace ReplicaShell.Topology;

/// <summary>What a node is in its pair; a role moves, a name does not.</summary>
public enum NodeRole
{
    /// <summary>It takes writes.</summary>
    Leader,

    /// <summary>It replays the WAL of another.</summary>
    Follower,

    /// <summary>It has no part in replication: it is fenced or stands alone.</summary>
    None,
}

namespace ReplicaShell.Topology;

/// <summary>Whether commits wait for a follower, as the leader says (sync_state of pg_stat_replication).</summary>
public enum SyncState
{
    /// <summary>No commit waits for it.</summary>
    Async,

    /// <summary>No commit waits for it now; one would if another follower went away.</summary>
    Potential,

    /// <summary>Every commit waits for it.</summary>
    Sync,

    /// <summary>Every commit waits for so many of a group to which it belongs.</summary>
    Quorum,
}

namespace ReplicaShell.Failover.Rejoin;

/// <summary>How a node was brought back.</summary>
public enum RepairMethod
{
    /// <summary>Nothing was to be done: it streams.</summary>
    None,

    /// <summary>Its data were good: it was started, and follows the leader from where it was. Nothing was copied.</summary>
    Follow,

    /// <summary>pg_rewind copied what differs from the leader's data.</summary>
    Rewind,

    /// <summary>All of the leader's data were copied anew, by a base backup.</summary>
    Clone,
}

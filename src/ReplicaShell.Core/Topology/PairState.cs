namespace ReplicaShell.Topology;

/// <summary>The state of a pair as a whole.</summary>
public enum PairState
{
    /// <summary>A leader takes writes and every follower streams.</summary>
    Ready,

    /// <summary>A leader takes writes, but a node is missing, cut off or fenced.</summary>
    Degraded,

    /// <summary>No node takes writes.</summary>
    NoLeader,

    /// <summary>More than one node takes writes.</summary>
    SplitBrain,

    /// <summary>No node runs.</summary>
    Stopped,

    /// <summary>It was never finished: remove it.</summary>
    Incomplete,
}

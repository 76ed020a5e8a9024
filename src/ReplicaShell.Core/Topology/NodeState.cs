namespace ReplicaShell.Topology;

/// <summary>The state of one server.</summary>
public enum NodeState
{
    /// <summary>It runs; a follower also receives WAL.</summary>
    Running,

    /// <summary>It runs and receives WAL, but is behind.</summary>
    CatchingUp,

    /// <summary>It runs, but does not reach its upstream (or, as a leader, is cut off from its followers).</summary>
    Disconnected,

    /// <summary>Its processes are frozen.</summary>
    Suspended,

    /// <summary>It was stopped in an orderly way.</summary>
    Stopped,

    /// <summary>Its processes are gone without a shutdown.</summary>
    Crashed,

    /// <summary>It was taken out by a failover and may not come back by itself.</summary>
    Fenced,
}

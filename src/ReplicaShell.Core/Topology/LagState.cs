namespace ReplicaShell.Topology;

/// <summary>What a follower is doing at the moment of a sample.</summary>
public enum LagState
{
    /// <summary>It receives and replays as fast as WAL comes.</summary>
    Streaming,

    /// <summary>It makes progress, but is behind.</summary>
    CatchingUp,

    /// <summary>It makes no progress though there is WAL to receive, or has no connection to its upstream.</summary>
    Disconnected,

    /// <summary>Its server does not run.</summary>
    Stopped,

    /// <summary>It, or the leader, could not be asked.</summary>
    Unknown,
}

namespace ReplicaShell.Topology;

/// <summary>How a node is kept from taking writes.</summary>
public enum FenceMethod
{
    /// <summary>Its server is ended, and marked on disk as a standby: whoever starts it gets one that takes no writes.</summary>
    Stop,

    /// <summary>Its client authentication rejects everybody, on disk, and all sessions are ended. The server runs on.</summary>
    Revoke,

    /// <summary>It is cut off from its clients and from the other nodes. The server runs on; Docker alone can do it.</summary>
    Network,

    /// <summary>
    /// Its sessions are read-only by default. That is no fence: a session that asks for READ WRITE still writes. It is here
    /// to be seen failing.
    /// </summary>
    ReadOnly,
}

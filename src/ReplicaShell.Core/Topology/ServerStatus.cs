namespace ReplicaShell.Topology;

/// <summary>What the operating system knows of a node's server.</summary>
public enum ServerStatus
{
    /// <summary>It has no data.</summary>
    Absent,

    /// <summary>Its processes run.</summary>
    Running,

    /// <summary>Its processes are frozen.</summary>
    Suspended,

    /// <summary>It was shut down.</summary>
    Stopped,

    /// <summary>Its processes are gone without a shutdown.</summary>
    Crashed,
}

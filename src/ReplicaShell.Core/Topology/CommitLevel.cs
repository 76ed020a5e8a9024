namespace ReplicaShell.Topology;

/// <summary>How far a follower must have got before a synchronous commit is acknowledged (synchronous_commit).</summary>
public enum CommitLevel
{
    /// <summary>The WAL is on the follower's disk.</summary>
    On,

    /// <summary>The WAL was handed to the follower's operating system.</summary>
    RemoteWrite,

    /// <summary>The write can be read on the follower.</summary>
    RemoteApply,
}

namespace ReplicaShell.Topology;

/// <summary>Where the nodes of a pair run.</summary>
public enum EngineKind
{
    /// <summary>PostgreSQL processes on this machine, on 127.0.0.1.</summary>
    Local,

    /// <summary>One container a node.</summary>
    Docker,

    /// <summary>Servers that somebody else runs; nothing destructive is done to them.</summary>
    External,
}

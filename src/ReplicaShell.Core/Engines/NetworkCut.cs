namespace ReplicaShell.Engines;

/// <summary>Whether, and how, a node is cut off from the others.</summary>
public enum NetworkCut
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>Nothing passes and nobody is told, as when a cable is pulled.</summary>
    Silent,

    /// <summary>Connections are reset, as when a firewall rejects.</summary>
    Reset,
}

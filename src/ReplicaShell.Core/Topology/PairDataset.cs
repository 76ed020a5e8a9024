namespace ReplicaShell.Topology;

/// <summary>What a new pair contains.</summary>
public enum PairDataset
{
    /// <summary>The table <c>inventory</c> of the course with a few products.</summary>
    Inventory,

    /// <summary>Nothing but the empty database <c>appdb</c>.</summary>
    None,
}

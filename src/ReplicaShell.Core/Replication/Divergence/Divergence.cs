namespace ReplicaShell.Replication.Divergence;

/// <summary>How a row differs between two servers.</summary>
public enum Divergence
{
    /// <summary>The one has it and the other does not.</summary>
    OnlyHere,

    /// <summary>The other has it and the one does not.</summary>
    OnlyThere,

    /// <summary>Both have it, with different values.</summary>
    Different,
}

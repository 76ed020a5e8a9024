namespace ReplicaShell.History;

/// <summary>What a read came back with, as it is kept: a byte that fits into the padding of a record.</summary>
internal enum Finding : byte
{
    /// <summary>It is a write, or a read that was not answered, or nobody looked.</summary>
    None,

    /// <summary>The row was not there.</summary>
    Missing,

    /// <summary>The row was there.</summary>
    Found,
}

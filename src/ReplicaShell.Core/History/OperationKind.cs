namespace ReplicaShell.History;

/// <summary>What an operation does.</summary>
public enum OperationKind : byte
{
    /// <summary>It adds one row.</summary>
    Write,

    /// <summary>It reads one row.</summary>
    Read,
}

using ReplicaShell.History;

namespace ReplicaShell.Failover.Rejoin;

/// <summary>How a node is to be brought back.</summary>
public sealed record RepairOptions
{
    /// <summary>Copies all data anew, also where less would do.</summary>
    public bool CopyAll { get; init; }

    /// <summary>
    /// What clients did while the node led, such as a drill's history: which of the discarded rows were acknowledged. Null
    /// when nobody recorded it.
    /// </summary>
    public OperationHistory? History { get; init; }
}

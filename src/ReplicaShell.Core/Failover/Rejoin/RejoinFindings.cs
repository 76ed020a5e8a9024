using ReplicaShell.Replication.Divergence;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover.Rejoin;

/// <summary>What was found out about a node before anything was copied.</summary>
/// <param name="Method">The way it can come back.</param>
/// <param name="Reason">Why, in a sentence.</param>
internal sealed record RejoinFindings(RepairMethod Method, string Reason)
{
    /// <summary>How far its WAL reaches; null when it could not be asked.</summary>
    public StandbyPosition? Position { get; init; }

    /// <summary>Where it left the leader's history; null when it did not.</summary>
    public Lsn? DivergedAt { get; init; }

    /// <summary>The rows that it had on its own.</summary>
    public RowDifferences Own { get; init; } = RowDifferences.None;
}

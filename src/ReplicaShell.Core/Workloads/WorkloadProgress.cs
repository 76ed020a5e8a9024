namespace ReplicaShell.Workloads;

/// <summary>How far a workload has got.</summary>
/// <param name="Elapsed">The time since the first operation.</param>
/// <param name="Acknowledged">How many operations, reads too, the leader acknowledged.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Unknown">How many writes have an unknown outcome.</param>
public sealed record WorkloadProgress(TimeSpan Elapsed, int Acknowledged, int Failed, int Unknown)
{
    /// <summary>How many operations have ended.</summary>
    public int Operations => Acknowledged + Failed + Unknown;
}

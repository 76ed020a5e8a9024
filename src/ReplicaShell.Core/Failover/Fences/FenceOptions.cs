using ReplicaShell.Topology;

namespace ReplicaShell.Failover.Fences;

/// <summary>How a node is to be fenced.</summary>
public sealed record FenceOptions
{
    /// <summary>By what.</summary>
    public FenceMethod Method { get; init; } = FenceMethod.Stop;

    /// <summary>Leaves out the proof that the fence outlives a restart of the server.</summary>
    public bool NoRestart { get; init; }
}

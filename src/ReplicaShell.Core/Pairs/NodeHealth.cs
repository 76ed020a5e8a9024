using ReplicaShell.Engines;
using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>Judges the state of one node.</summary>
internal static class NodeHealth
{
    /// <summary>Behind by more than one WAL segment is more than what is normally on its way.</summary>
    private const long CatchingUpBytes = 16L * 1024 * 1024;

    public static NodeState Judge(
        NodeAnswer answer,
        bool isLeader,
        long? lag,
        IReadOnlyDictionary<string, NodeNetwork>? networks
    ) =>
        answer switch
        {
            { Node.Fenced: true } => NodeState.Fenced,
            { Status: ServerStatus.Suspended } => NodeState.Suspended,
            { Status: ServerStatus.Crashed } => NodeState.Crashed,
            { Status: not ServerStatus.Running } => NodeState.Stopped,
            _ when networks?.GetValueOrDefault(answer.Node.Name)?.Cut is not (null or NetworkCut.None) =>
                NodeState.Disconnected,
            _ when isLeader => NodeState.Running,
            { Probe: null } or { Probe.Receiving: false, Probe.Writable: false } => NodeState.Disconnected,
            { Probe.Paused: true } => NodeState.CatchingUp,
            _ when lag > CatchingUpBytes => NodeState.CatchingUp,
            _ => NodeState.Running,
        };
}

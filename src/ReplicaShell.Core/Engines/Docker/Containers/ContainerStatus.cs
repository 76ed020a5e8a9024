using Docker.DotNet.Models;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker.Containers;

/// <summary>What the state of a container says of the server in it.</summary>
internal static class ContainerStatus
{
    /// <summary>The exit code of a process that was killed.</summary>
    public const long Killed = 137;

    /// <summary>The status of a server whose container is in that state; null where there is no container.</summary>
    public static ServerStatus Of(State? state) =>
        state switch
        {
            null => ServerStatus.Absent,
            { Paused: true } => ServerStatus.Suspended,
            { Running: true } => ServerStatus.Running,
            // A server that shuts down ends with 0, whatever has asked it to. A container that never ran has 0, too.
            { ExitCode: 0 } => ServerStatus.Stopped,
            _ => ServerStatus.Crashed,
        };
}

using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Faults;

/// <summary>Pauses the replay of WAL on a follower.</summary>
/// <remarks>
/// The follower goes on receiving WAL and shows none of it. Resume-WalReplay ends the pause.
/// </remarks>
/// <example>
/// Let the only follower fall behind
/// <code>Suspend-WalReplay lab</code>
/// </example>
/// <example>
/// Pause replay for the length of a block
/// <code>Use-ReplicaFault { Suspend-WalReplay lab node2; Get-ReplicationLag }</code>
/// </example>
[Cmdlet(VerbsLifecycle.Suspend, "WalReplay", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaNode))]
public sealed class SuspendWalReplayCommand : FollowerCmdlet
{
    /// <inheritdoc/>
    protected override string Action => "Pause replay";

    /// <inheritdoc/>
    protected override Task ActAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken) =>
        AdoptAsync(ReplayFault.PauseAsync(pair, node, cancellationToken));
}

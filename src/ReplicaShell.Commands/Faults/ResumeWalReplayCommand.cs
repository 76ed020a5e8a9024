using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Faults;

/// <summary>Resumes the replay of WAL on a follower.</summary>
/// <remarks>
/// Nothing happens where it is not paused.
/// </remarks>
/// <example>
/// Go on
/// <code>Resume-WalReplay lab node2</code>
/// </example>
[Cmdlet(VerbsLifecycle.Resume, "WalReplay", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaNode))]
public sealed class ResumeWalReplayCommand : FollowerCmdlet
{
    /// <inheritdoc/>
    protected override string Action => "Resume replay";

    /// <inheritdoc/>
    protected override Task ActAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken) =>
        ReplayFault.ResumeAsync(pair, node, cancellationToken);
}

using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Pairs;

/// <summary>Brings a pair back, after Stop-ReplicaPair, a crash or a reboot.</summary>
/// <remarks>
/// It starts the link between the nodes and every node that does not run, thaws what is frozen, and returns when the
/// followers stream. A node that a failover fenced stays down.
/// </remarks>
/// <example>
/// Bring the pair back
/// <code>Start-ReplicaPair lab</code>
/// </example>
/// <example>
/// Bring everything back after a reboot
/// <code>Get-ReplicaPair | Start-ReplicaPair</code>
/// </example>
[Cmdlet(VerbsLifecycle.Start, "ReplicaPair", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaPair))]
public sealed class StartReplicaPairCommand : PairActionCmdlet
{
    /// <inheritdoc/>
    protected override string Action => "Start";

    /// <inheritdoc/>
    protected override Task ActAsync(Pair pair, CancellationToken cancellationToken) =>
        PairLifecycle.StartAsync(pair, cancellationToken);
}

using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Pairs;

/// <summary>Stops every node of a pair in an orderly way.</summary>
/// <remarks>The data stays; Start-ReplicaPair brings the pair back. The leader stops first, so that the followers have all of its WAL.</remarks>
/// <example>
/// Stop a pair
/// <code>Stop-ReplicaPair lab</code>
/// </example>
/// <example>
/// Stop everything
/// <code>Get-ReplicaPair | Stop-ReplicaPair</code>
/// </example>
[Cmdlet(VerbsLifecycle.Stop, "ReplicaPair", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaPair))]
public sealed class StopReplicaPairCommand : PairActionCmdlet
{
    /// <inheritdoc/>
    protected override string Action => "Stop";

    /// <inheritdoc/>
    protected override Task ActAsync(Pair pair, CancellationToken cancellationToken) =>
        PairLifecycle.StopAsync(pair, cancellationToken);
}

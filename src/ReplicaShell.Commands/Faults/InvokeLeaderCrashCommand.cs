using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Faults;

/// <summary>Crashes the leader of a pair, as a power cut does.</summary>
/// <remarks>
/// All processes of its server are frozen first and then killed, and gone when the cmdlet returns: not even a running
/// statement still succeeds. Nobody takes writes then, until Invoke-ReplicaFailover promotes a follower or
/// Start-ReplicaNode starts the node again.
/// </remarks>
/// <example>
/// Crash and fail over
/// <code>Invoke-LeaderCrash lab; Invoke-ReplicaFailover lab</code>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "LeaderCrash", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaNode))]
public sealed class InvokeLeaderCrashCommand : NodeActionCmdlet
{
    /// <summary>Kill leaves the data on disk; Remove takes it too, as when a machine burns down.</summary>
    [Parameter]
    public CrashMethod Method { get; set; }

    /// <inheritdoc/>
    protected override string Action => "Crash";

    /// <inheritdoc/>
    protected override NodeDefinition Choose(Pair pair) => pair.Leader;

    /// <inheritdoc/>
    protected override Task ActAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken) =>
        AdoptAsync(CrashFault.InjectAsync(pair, node, Method, cancellationToken));
}

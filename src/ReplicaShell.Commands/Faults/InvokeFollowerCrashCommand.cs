using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Faults;

/// <summary>Crashes a follower of a pair, as a power cut does.</summary>
/// <remarks>
/// All processes of its server are frozen first and then killed, and gone when the cmdlet returns. Its slot on the leader
/// keeps the WAL that it misses until Start-ReplicaNode starts it again, which Measure-FollowerCatchUp measures. In the mode
/// Sync every write waits meanwhile.
/// </remarks>
/// <example>
/// Crash a follower and see what its slot keeps
/// <code>Invoke-FollowerCrash lab; Get-ReplicationSlot lab -Count 10</code>
/// </example>
/// <example>
/// Let it come back at the end of a block
/// <code>Use-ReplicaFault { Invoke-FollowerCrash lab node2; Invoke-ReplicaWorkload lab -Duration 5s }</code>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "FollowerCrash", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaNode))]
public sealed class InvokeFollowerCrashCommand : FollowerCmdlet
{
    /// <summary>Kill leaves the data on disk; Remove takes it too, as when a machine burns down.</summary>
    [Parameter]
    public CrashMethod Method { get; set; }

    /// <inheritdoc/>
    protected override string Action => "Crash";

    /// <inheritdoc/>
    protected override Task ActAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken) =>
        AdoptAsync(CrashFault.InjectAsync(pair, node, Method, cancellationToken));
}

using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Faults;

/// <summary>Lets a follower replay commits later than they were made.</summary>
/// <remarks>
/// It sets recovery_min_apply_delay on the follower: WAL arrives at once and is replayed when it is that old. A delay of 0
/// ends it.
/// </remarks>
/// <example>
/// A follower five seconds in the past
/// <code>Set-ReplicationDelay lab node2 -Delay 5s</code>
/// </example>
/// <example>
/// End it
/// <code>Set-ReplicationDelay lab node2 -Delay 0</code>
/// </example>
[Cmdlet(VerbsCommon.Set, "ReplicationDelay", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaNode))]
public sealed class SetReplicationDelayCommand : FollowerCmdlet
{
    /// <summary>How old a commit must be before it is replayed: seconds, a TimeSpan, or a text such as 250ms.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [Duration]
    public TimeSpan Delay { get; set; }

    /// <inheritdoc/>
    protected override string Action => "Delay replay";

    /// <inheritdoc/>
    protected override Task ActAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken) =>
        AdoptAsync(ReplayFault.DelayAsync(pair, node, Delay, cancellationToken));
}

using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Faults;

/// <summary>Makes the network between a node and the others slow or narrow.</summary>
/// <remarks>
/// What is not given becomes zero, so that Set-ReplicaLink lab node2 alone heals it. A cut stays as it is. Where both ends of
/// a way are slow, their delays add up. The first byte of an answer comes after twice the delay.
/// </remarks>
/// <example>
/// A follower on the other side of an ocean
/// <code>Set-ReplicaLink lab node2 -Delay 80ms -Jitter 10ms</code>
/// </example>
/// <example>
/// A line of 1 MB/s
/// <code>Set-ReplicaLink lab node2 -Bandwidth 1MB</code>
/// </example>
/// <example>
/// A plain network again
/// <code>Set-ReplicaLink lab node2</code>
/// </example>
[Cmdlet(VerbsCommon.Set, "ReplicaLink", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaNode))]
public sealed class SetReplicaLinkCommand : NamedNodeCmdlet
{
    /// <summary>How long a byte takes one way: seconds, a TimeSpan, or a text such as 80ms.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Delay { get; set; }

    /// <summary>The most that is added to the delay at random.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Jitter { get; set; }

    /// <summary>Bytes a second each way; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long Bandwidth { get; set; }

    /// <inheritdoc/>
    protected override string Action => "Shape the network";

    /// <inheritdoc/>
    protected override Task ActAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken) =>
        AdoptAsync(
            NetworkFault.InjectAsync(
                pair,
                node,
                network => network with { Delay = Delay, Jitter = Jitter, BytesPerSecond = Bandwidth },
                cancellationToken
            )
        );
}

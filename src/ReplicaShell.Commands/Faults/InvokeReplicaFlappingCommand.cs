using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Engines;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Faults;

/// <summary>Lets a node flap: cuts it off from the others and joins it again, over and over, while you go on.</summary>
/// <remarks>
/// It returns when the first cut is in force; the rest goes on in this shell, until -Count cuts are over or the block of
/// Use-ReplicaFault ends. Clients still reach the node, so a leader that flaps is alive all the time: whoever fails it over has
/// been too hasty. The times are regular; with -Seed each is half to one and a half times as long, the same for the same seed.
/// </remarks>
/// <example>
/// A leader that is cut off for half a second every two and a half
/// <code>Use-ReplicaFault { Invoke-ReplicaFlapping lab -Down 500ms -Up 2s; Watch-ReplicaPair lab -AutoFailover -DetectionTimeout 1s -Duration 12s }</code>
/// </example>
/// <example>
/// A follower that flaps irregularly, in a way that can be repeated
/// <code>Use-ReplicaFault { Invoke-ReplicaFlapping lab node2 -Seed 7; Get-ReplicationLag lab -Count 50 -Interval 0.2 }</code>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "ReplicaFlapping", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaNode))]
public sealed class InvokeReplicaFlappingCommand : NodeActionCmdlet
{
    private static readonly FlappingOptions s_usual = new();

    /// <summary>The name of the node; the leader without it. Binds from nodes in the pipeline.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public string? Node { get; set; }

    /// <summary>How long each cut lasts: seconds, a TimeSpan, or a text such as 500ms.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Down { get; set; } = s_usual.Down;

    /// <summary>How long the node is joined between two cuts.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Up { get; set; } = s_usual.Up;

    /// <summary>How many cuts there are.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = s_usual.Count;

    /// <summary>Varies the times in a way that follows from this number.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <summary>Drops what is sent without telling anybody, instead of resetting connections.</summary>
    [Parameter]
    public SwitchParameter Silent { get; set; }

    /// <inheritdoc/>
    protected override string Action => "Let flap";

    /// <inheritdoc/>
    protected override NodeDefinition Choose(Pair pair) => Node is null ? pair.Leader : pair.Node(Node);

    /// <inheritdoc/>
    protected override Task ActAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken) =>
        AdoptAsync(
            FlappingFault.InjectAsync(
                pair,
                node,
                new FlappingOptions
                {
                    Cut = Silent ? NetworkCut.Silent : NetworkCut.Reset,
                    Down = Down,
                    Up = Up,
                    Count = Count,
                    Seed = Seed,
                },
                cancellationToken
            )
        );
}

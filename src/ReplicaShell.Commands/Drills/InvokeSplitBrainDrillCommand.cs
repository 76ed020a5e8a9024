using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Drills.SplitBrain;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Drills;

/// <summary>Makes two leaders, lets clients write to both, and lays the two histories side by side.</summary>
/// <remarks>
/// The kingdom of Postgresia is cut in two: the leader is isolated, a follower is promoted, and each capital decrees its own
/// tax_rate (0.25 and 0.05) in the table royal_decrees: it changes decrees that both have, and makes new ones. Then the network
/// is mended. Differences has the rows that only one side has, and those that differ; DivergedAt is where the histories part.
/// With -Fence the old leader is fenced before the promotion, and AcceptedAfterPromotion is 0; ReadOnly is the fence that does
/// not hold. In the end the old leader is fenced, and Repair-ReplicaNode makes it a follower. A key of the verdict is a seal:
/// each write has its own.
/// </remarks>
/// <example>
/// See two capitals decree
/// <code>$split = Invoke-SplitBrainDrill lab; $split.Different</code>
/// </example>
/// <example>
/// The same with a fence that holds
/// <code>(Invoke-SplitBrainDrill lab -Fence Stop).AcceptedAfterPromotion</code>
/// </example>
/// <example>
/// Draw the two timelines
/// <code>Invoke-SplitBrainDrill lab | Export-ReplicaPlot -Path split.png</code>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "SplitBrainDrill", SupportsShouldProcess = true)]
[OutputType(typeof(SplitBrainResult))]
public sealed class InvokeSplitBrainDrillCommand : PairCmdlet
{
    /// <summary>How the old leader is fenced before another is promoted; without it nothing keeps it from writing.</summary>
    [Parameter(Position = 1)]
    public FenceMethod? Fence { get; set; }

    /// <summary>How many decrees each side changes that both have, and how many new ones it makes.</summary>
    [Parameter]
    public int Count { get; set; } = new SplitBrainOptions().Count;

    /// <summary>How long a client pauses between its writes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Interval { get; set; } = new SplitBrainOptions().Interval;

    /// <summary>How long a client waits for an acknowledgement before the outcome counts as unknown.</summary>
    [Parameter]
    [Duration]
    public TimeSpan WriteTimeout { get; set; } = new SplitBrainOptions().WriteTimeout;

    /// <summary>Cuts the leader off without telling anybody, instead of resetting its connections.</summary>
    [Parameter]
    public SwitchParameter Silent { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        if (
            !await ShouldProcessAsync(
                $"pair {pair.Name}",
                "Isolate the leader, promote a follower, write to both, fence the old leader"
            )
        )
        {
            return;
        }

        var options = new SplitBrainOptions
        {
            Count = Count,
            Fence = Fence,
            Interval = Interval,
            WriteTimeout = WriteTimeout,
            Silent = Silent,
        };
        var progress = ProgressOf($"Split-brain drill on {pair.Name}");
        var result = await SplitBrainDrill.RunAsync(pair, options, progress, cancellationToken);
        if (result.Failover.Warning is { } warning)
        {
            PostWarning(warning);
        }

        await WriteObjectAsync(result, cancellationToken);
    }
}

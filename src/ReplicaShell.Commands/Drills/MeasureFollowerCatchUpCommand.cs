using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Drills;

namespace ReplicaShell.Commands.Drills;

/// <summary>Brings a follower back and measures how it catches up: bytes a second, and the time until it streams.</summary>
/// <remarks>
/// A follower that is down is started, one that is frozen is thawed, one that is cut off is joined again. With -Outage it is
/// crashed first, and the leader writes WAL of an exact size while it is down; nothing of that is in any table. The result
/// has the WAL that its slot kept, and its lag, over time: Export-ReplicaPlot draws both. A follower that can never catch up,
/// because the leader no longer has the WAL, is an error (WalMissing).
/// </remarks>
/// <example>
/// Bring back a follower that crashed
/// <code>Invoke-FollowerCrash lab; Invoke-ReplicaWorkload lab -Duration 5s; Measure-FollowerCatchUp lab</code>
/// </example>
/// <example>
/// Five seconds down while the leader writes 16 MB a second, as a picture
/// <code>Measure-FollowerCatchUp lab -Outage 5s -WalRate 16MB | Export-ReplicaPlot -Path catch-up.png</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "FollowerCatchUp", SupportsShouldProcess = true)]
[OutputType(typeof(CatchUpResult))]
public sealed class MeasureFollowerCatchUpCommand : PairCmdlet
{
    /// <summary>The name of the follower; the first follower without it. Binds from nodes in the pipeline.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FollowerCompleter))]
    public string? Node { get; set; }

    /// <summary>How long the follower is to be down first, by a crash; without it the follower is taken as it is.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? Outage { get; set; }

    /// <summary>How many bytes of WAL the leader is to write a second during the outage, such as 16MB; 0 for none.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public long WalRate { get; set; } = new CatchUpOptions().WalRate;

    /// <summary>The time from one sample to the next: seconds, a TimeSpan, or a text such as 50ms.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Interval { get; set; } = new CatchUpOptions().Interval;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        var node = pair.Follower(Node).Name;
        var action = Outage is null ? "Bring back" : "Crash and bring back";
        if (!await ShouldProcessAsync($"{node} of pair {pair.Name}", action))
        {
            return;
        }

        var options = new CatchUpOptions
        {
            Node = node,
            Outage = Outage,
            WalRate = WalRate,
            Interval = Interval,
        };
        var result = await CatchUpDrill.RunAsync(pair, options, ProgressOf(action), cancellationToken);
        await WriteObjectAsync(result, cancellationToken);
    }
}

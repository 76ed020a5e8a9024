using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Drills;

namespace ReplicaShell.Commands.Drills;

/// <summary>Shows what a failover loses: isolate the leader, write, destroy it, promote a follower, look.</summary>
/// <remarks>
/// It writes to the table inventory, in the pair's own mode. In Async every write to the isolated leader is acknowledged and
/// lost, and LostKeys names them; in Sync none is acknowledged, so none is lost: each is unknown. Afterwards the former
/// follower leads and the old leader is fenced.
/// </remarks>
/// <example>
/// Lose twenty rows
/// <code>Invoke-DataLossDrill lab</code>
/// </example>
/// <example>
/// Name the rows that were lost
/// <code>(Invoke-DataLossDrill lab -Count 50).Verdict.LostKeys</code>
/// </example>
/// <example>
/// Write before and after as well, and draw it
/// <code>Invoke-DataLossDrill lab -Before 30 -After 30 | Export-ReplicaPlot -Path loss.png</code>
/// </example>
/// <example>
/// Promote a follower that was cut off, though another has all that was acknowledged
/// <code>Set-ReplicationMode lab SemiSync; Invoke-DataLossDrill lab -Candidate node2</code>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "DataLossDrill", SupportsShouldProcess = true)]
[OutputType(typeof(DataLossResult))]
public sealed class InvokeDataLossDrillCommand : PairCmdlet
{
    /// <summary>How many rows are written to the isolated leader.</summary>
    [Parameter(Position = 1)]
    [Alias("RowCount", "Rows")]
    public int Count { get; set; } = new DataLossOptions().Count;

    /// <summary>How many rows are written, and arrive on the followers, before the leader is isolated.</summary>
    [Parameter]
    public int Before { get; set; }

    /// <summary>How many rows are written to the new leader.</summary>
    [Parameter]
    public int After { get; set; }

    /// <summary>How many clients write at once.</summary>
    [Parameter]
    public int Client { get; set; } = 1;

    /// <summary>How long a client waits for an acknowledgement before the outcome counts as unknown.</summary>
    [Parameter]
    [Duration]
    public TimeSpan WriteTimeout { get; set; } = new DataLossOptions().WriteTimeout;

    /// <summary>The follower that is cut off instead of the leader, and then promoted by force although the others have more.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FollowerCompleter))]
    public string? Candidate { get; set; }

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
                "Isolate the leader, write to it, destroy it, promote a follower"
            )
        )
        {
            return;
        }

        var options = new DataLossOptions
        {
            Count = Count,
            Before = Before,
            After = After,
            Clients = Client,
            WriteTimeout = WriteTimeout,
            Silent = Silent,
            Candidate = Candidate,
        };
        var progress = ProgressOf($"Data-loss drill on {pair.Name}");
        var result = await DataLossDrill.RunAsync(pair, options, progress, cancellationToken);
        if (result.Failover.Warning is { } warning)
        {
            PostWarning(warning);
        }

        await WriteObjectAsync(result, cancellationToken);
    }
}

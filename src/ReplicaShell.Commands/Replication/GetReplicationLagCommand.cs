using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Replication;

namespace ReplicaShell.Commands.Replication;

/// <summary>Measures how far followers are behind, as a stream of samples.</summary>
/// <remarks>
/// A sample a follower and moment, with three estimators side by side: LagBytes, the WAL that the leader has and the
/// follower has not replayed; ReplayLag, what the server itself measured; HeartbeatLag, the age of the newest row that
/// arrived (with -Heartbeat). What cannot be known is empty, never 0: an idle leader shows no growth, a cut link no zero.
/// </remarks>
/// <example>
/// One sample of each follower
/// <code>Get-ReplicationLag lab</code>
/// </example>
/// <example>
/// Watch until Ctrl+C, twice a second
/// <code>Get-ReplicationLag lab -Continuous -Interval 500ms</code>
/// </example>
/// <example>
/// Plot half a minute of it
/// <code>Get-ReplicationLag lab -Count 300 -Interval 0.1 -Heartbeat | Export-ReplicaPlot -Path lag.png</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "ReplicationLag", DefaultParameterSetName = "Count")]
[OutputType(typeof(ReplicationLag))]
public sealed class GetReplicationLagCommand : PairCmdlet
{
    /// <summary>The name of a follower; all followers without it. Binds from nodes in the pipeline.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FollowerCompleter))]
    public string? Node { get; set; }

    /// <summary>How many moments to sample; each gives a sample for every follower.</summary>
    [Parameter(ParameterSetName = "Count")]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    /// <summary>The time from one moment to the next: seconds, a TimeSpan, or a text such as 250ms; 0 is as fast as it goes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Samples until the pipeline is stopped.</summary>
    [Parameter(ParameterSetName = "Continuous", Mandatory = true)]
    public SwitchParameter Continuous { get; set; }

    /// <summary>Writes a heartbeat row on the leader ten times a second and fills HeartbeatLag.</summary>
    [Parameter]
    public SwitchParameter Heartbeat { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        var node = Node is null ? null : pair.Follower(Node).Name;
        var options = new LagOptions
        {
            Count = Continuous ? null : Count,
            Interval = Interval,
            Heartbeat = Heartbeat,
        };
        await using var sampler = new LagSampler(new PairSampleSource(pair, node));
        await foreach (var sample in sampler.SampleAsync(options, cancellationToken))
        {
            await WriteObjectAsync(sample, cancellationToken);
        }
    }
}

using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Replication;
using ReplicaShell.Workloads;

namespace ReplicaShell.Commands.Workloads;

/// <summary>Makes load on the leader of a pair and records every operation with its outcome.</summary>
/// <remarks>
/// Each client writes a row a transaction, or reads one, over a connection of its own. An operation is acknowledged, failed
/// or unknown: unknown is what was on its way when the leader went away, and what no follower confirmed. When the leader
/// goes away, the clients look for the new one.
/// </remarks>
/// <example>
/// Write for ten seconds
/// <code>Invoke-ReplicaWorkload lab -Duration 10s</code>
/// </example>
/// <example>
/// Sixteen clients, nine reads to a write, 2000 operations a second
/// <code>Invoke-ReplicaWorkload lab -Duration 30s -Client 16 -ReadRatio 0.9 -Rate 2000</code>
/// </example>
/// <example>
/// Draw the lag under load
/// <code>(Invoke-ReplicaWorkload lab -Duration 5s -LagInterval 50ms).Lag | Export-ReplicaPlot -Path lag.png</code>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "ReplicaWorkload", SupportsShouldProcess = true)]
[OutputType(typeof(WorkloadResult))]
public sealed class InvokeReplicaWorkloadCommand : PairCmdlet
{
    /// <summary>For how long: seconds, a TimeSpan, or a text such as 30s.</summary>
    [Parameter(Position = 1)]
    [Duration]
    public TimeSpan Duration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many clients work at once, each an operation at a time.</summary>
    [Parameter]
    public int Client { get; set; } = 4;

    /// <summary>The share of reads, from 0 to 1.</summary>
    [Parameter]
    public double ReadRatio { get; set; }

    /// <summary>How many operations a second are due, by all clients together; as many as the server answers without it.</summary>
    [Parameter]
    public double? Rate { get; set; }

    /// <summary>The table; it must have a primary key of one integer column.</summary>
    [Parameter]
    public string Table { get; set; } = "inventory";

    /// <summary>How long a client waits for an answer before the outcome counts as unknown.</summary>
    [Parameter]
    [Duration]
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Samples the followers' lag meanwhile, this often, into the property Lag of the result.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? LagInterval { get; set; }

    /// <summary>Does not ask where somebody else runs the servers (Connect-ReplicaPair).</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        if (!await ShouldChangeAsync(pair, $"table {Table} of pair {pair.Name}", "Write to and read from", Force))
        {
            return;
        }

        var options = new WorkloadOptions
        {
            Duration = Duration,
            Clients = Client,
            ReadRatio = ReadRatio,
            Rate = Rate,
            Table = Table,
            WriteTimeout = WriteTimeout,
        };
        var status = new WorkloadStatus(this, Duration);
        var result = LagInterval is { } interval
            ? await MeasuredWorkload.RunAsync(
                pair,
                options,
                new LagOptions { Interval = interval, Heartbeat = true },
                status,
                cancellationToken
            )
            : await Workload.RunAsync(new PairLeaderConnections(pair), options, status, cancellationToken);
        await WriteObjectAsync(result, cancellationToken);
    }

    private sealed class WorkloadStatus(InvokeReplicaWorkloadCommand cmdlet, TimeSpan duration)
        : IProgress<WorkloadProgress>
    {
        public void Report(WorkloadProgress value) =>
            cmdlet.PostProgress(
                $"Load on {cmdlet.Pair}",
                $"{value.Acknowledged} acknowledged, {value.Failed} failed, {value.Unknown} unknown",
                (int)Math.Min(100, 100 * value.Elapsed / duration)
            );
    }
}

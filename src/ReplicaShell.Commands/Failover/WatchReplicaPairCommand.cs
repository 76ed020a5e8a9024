using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Failover.Watching;
using ReplicaShell.Pairs;
using ReplicaShell.Replication.Alerts;
using ReplicaShell.Replication.Health;

namespace ReplicaShell.Commands.Failover;

/// <summary>Watches a pair: writes an event whenever an alert fires or is over, and fails over by itself if wanted.</summary>
/// <remarks>
/// The rules look at the gap in bytes and at progress, not at the time since the last replay, which grows while nobody
/// writes: Standstill (a follower lacks WAL and replays nothing), Lag, Receiver, WalMissing, Leader, and the checks
/// SingleLeader, Link, SynchronousStandby, SlotReserve and DiskSpace of Test-ReplicaHealth. An idle pair is silent. It ends
/// after -Duration, or by Ctrl+C.
///
/// With -AutoFailover one, two or three witnesses probe the leader, each over a network of its own (Disconnect-ReplicaNode
/// -Witness cuts it off). A witness votes that the leader is gone when every probe of its has failed for the time-out; when
/// more than half say so, a follower is promoted. At the end of -Duration the counts come: failovers, false ones (the leader
/// was alive), alarms that were outvoted, downtime.
/// </remarks>
/// <example>
/// Watch until Ctrl+C
/// <code>Watch-ReplicaPair lab</code>
/// </example>
/// <example>
/// See what a cut sets off
/// <code>Use-ReplicaFault { Disconnect-ReplicaNode lab node2 -Silent; Watch-ReplicaPair lab -Duration 10s }</code>
/// </example>
/// <example>
/// Count false failovers of a leader that flaps, for a time-out shorter than its cuts
/// <code>Use-ReplicaFault { Invoke-ReplicaFlapping lab -Down 1s -Up 2s; Watch-ReplicaPair lab -AutoFailover -DetectionTimeout 500ms -Duration 15s }</code>
/// </example>
/// <example>
/// Why a majority is needed: one witness of three that is cut off decides nothing
/// <code>Use-ReplicaFault { Disconnect-ReplicaNode lab node1 -Witness 1; Watch-ReplicaPair lab -AutoFailover -Witness 3 -Duration 10s }</code>
/// </example>
[Cmdlet(VerbsCommon.Watch, "ReplicaPair", SupportsShouldProcess = true, DefaultParameterSetName = "Alerts")]
[OutputType(typeof(AlertEvent), typeof(FailoverWatchResult))]
public sealed class WatchReplicaPairCommand : PairCmdlet
{
    private const string Failover = "Failover";
    private static readonly AlertOptions s_usual = new();
    private static readonly FailoverWatchOptions s_usualFailover = new();

    /// <summary>How long to watch: seconds, a TimeSpan, or a text such as 10m; until Ctrl+C without it.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? Duration { get; set; }

    /// <summary>The time from one sample of the lag to the next.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Interval { get; set; } = s_usual.Interval;

    /// <summary>How long a follower may lack WAL and replay nothing.</summary>
    [Parameter]
    [Duration]
    public TimeSpan StandstillTime { get; set; } = s_usual.StandstillTime;

    /// <summary>The most bytes that a follower may not have replayed; large by default, since a bulk load is no fault.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long LagBytes { get; set; } = s_usual.LagBytes;

    /// <summary>The fewest bytes that may be left to write before a slot is lost.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long SlotReserve { get; set; } = s_usual.Thresholds.SlotReserve;

    /// <summary>The time from one look at leaders, slots and disks to the next.</summary>
    [Parameter]
    [Duration]
    public TimeSpan HealthInterval { get; set; } = s_usual.HealthInterval;

    /// <summary>Promotes a follower when a majority of the witnesses finds the leader gone.</summary>
    [Parameter(ParameterSetName = Failover, Mandatory = true)]
    public SwitchParameter AutoFailover { get; set; }

    /// <summary>How long every probe of a witness must have failed before it votes: seconds, or a text such as 500ms.</summary>
    [Parameter(ParameterSetName = Failover)]
    [Duration]
    public TimeSpan DetectionTimeout { get; set; } = s_usualFailover.DetectionTimeout;

    /// <summary>How many witnesses vote. Two and three need an engine that gives each a network of its own: Local.</summary>
    [Parameter(ParameterSetName = Failover)]
    [ValidateRange(1, 3)]
    public int Witness { get; set; } = s_usualFailover.Witnesses;

    /// <summary>Does not ask where somebody else runs the servers (Connect-ReplicaPair).</summary>
    [Parameter(ParameterSetName = Failover)]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        var failsOver =
            AutoFailover
            && await ShouldChangeAsync(pair, $"pair {pair.Name}", "Promote a follower when the leader is gone", Force);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Each with a handle of its own, since a failover changes what the handle knows.
        var failing = failsOver ? FailOverAsync(stop.Token) : Task.FromResult<FailoverWatchResult?>(null);
        var working = Task.WhenAll(failing, AlertAsync(pair, stop.Token));
        try
        {
            // Whichever fails ends the other.
            await Task.WhenAny(failing.ContinueWith(_ => { }, TaskScheduler.Default), working);
            await (failing.IsFaulted ? failing : working);
        }
        finally
        {
            await stop.CancelAsync();
            await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (await failing is { } result)
        {
            await WriteObjectAsync(result, cancellationToken);
        }
    }

    private async Task AlertAsync(Pair pair, CancellationToken cancellationToken)
    {
        var options = new AlertOptions
        {
            Interval = Interval,
            StandstillTime = StandstillTime,
            LagBytes = LagBytes,
            HealthInterval = HealthInterval,
            Thresholds = new HealthThresholds { SlotReserve = SlotReserve },
        };
        await foreach (var found in AlertWatch.RunAsync(pair, options, Duration, cancellationToken))
        {
            await WriteObjectAsync(found, cancellationToken);
        }
    }

    private async Task<FailoverWatchResult?> FailOverAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        var options = new FailoverWatchOptions { DetectionTimeout = DetectionTimeout, Witnesses = Witness };
        var watch = new FailoverWatch(pair, options, async found => await WriteObjectAsync(found, cancellationToken));
        return await watch.RunAsync(Duration, cancellationToken);
    }
}

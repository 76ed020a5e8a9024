using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Replication.Health;

namespace ReplicaShell.Commands.Replication;

/// <summary>Tests the health of a pair by named checks, each with its value, its threshold and advice.</summary>
/// <remarks>
/// The checks are SingleLeader (exactly one node takes writes), Link, Receiver (each follower receives WAL), Lag, Timeline,
/// SynchronousStandby (as many confirm commits as the leader waits for), SlotActive, SlotReserve (bytes until a slot is lost)
/// and DiskSpace. It only looks: nothing is changed or written. What cannot be asked is Unknown, never Ok.
/// </remarks>
/// <example>
/// All checks
/// <code>Test-ReplicaHealth lab</code>
/// </example>
/// <example>
/// What is wrong, and what to do about it
/// <code>Test-ReplicaHealth lab | Where-Object Status -ne Ok | Format-List Name, Node, Message, Advice</code>
/// </example>
/// <example>
/// Two checks with thresholds of one's own
/// <code>Test-ReplicaHealth lab -Check Lag, SlotReserve -LagBytes 1MB -SlotReserve 256MB</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "ReplicaHealth")]
[OutputType(typeof(HealthCheck))]
public sealed class TestReplicaHealthCommand : PairCmdlet
{
    private static readonly HealthThresholds s_usual = new();

    /// <summary>The names of the checks to make; all without it.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(HealthCheckCompleter))]
    public string[]? Check { get; set; }

    /// <summary>The most bytes that a follower may not have replayed.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long LagBytes { get; set; } = s_usual.LagBytes;

    /// <summary>The fewest bytes that may be left to write before a slot is lost.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long SlotReserve { get; set; } = s_usual.SlotReserve;

    /// <summary>The most bytes of WAL that may be kept for a slot without a limit.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long RetainedBytes { get; set; } = s_usual.RetainedBytes;

    /// <summary>The least of a node's disk that must be free, in percent.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public double FreeDiskPercent { get; set; } = s_usual.FreeDiskPercent;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        var thresholds = new HealthThresholds
        {
            LagBytes = LagBytes,
            SlotReserve = SlotReserve,
            RetainedBytes = RetainedBytes,
            FreeDiskPercent = FreeDiskPercent,
        };
        foreach (var check in await HealthTest.RunAsync(pair, thresholds, Check, cancellationToken))
        {
            await WriteObjectAsync(check, cancellationToken);
        }
    }
}

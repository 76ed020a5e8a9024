using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Measurements;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Measurements;

/// <summary>Repeats failovers under load and shows how long each phase takes and how many writes are lost.</summary>
/// <remarks>
/// Each failover has a fresh pair, which is gone afterwards. Clients write to its inventory; the leader is killed at a random
/// moment; the follower that is elected takes over; what it has is compared with what the clients were told. The modes and
/// distances take turns, so that whatever else the machine does meets all of them. Groups has a row for each mode and distance,
/// Runs every failover.
/// </remarks>
/// <example>
/// Ten failovers
/// <code>Measure-ReplicaFailover -Runs 10</code>
/// </example>
/// <example>
/// Asynchronous and synchronous replication side by side, as a table
/// <code>(Measure-ReplicaFailover -Runs 10 -Mode Async, Sync).Groups</code>
/// </example>
/// <example>
/// What followers lose that lag behind a narrow line, as a picture
/// <code>Measure-ReplicaFailover -Runs 5 -Bandwidth 0, 100KB, 20KB -Rate 500 | Export-ReplicaPlot -Path lag.png</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "ReplicaFailover", SupportsShouldProcess = true)]
[OutputType(typeof(FailoverMeasurement))]
public sealed class MeasureReplicaFailoverCommand : PairCmdlet
{
    /// <summary>The name of the pairs, one after the other: none of that name may be there.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    public override string Pair { get; set; } = new FailoverMeasurementOptions().Pair.Name;

    /// <summary>How many failovers of each mode and distance.</summary>
    [Parameter(Position = 1)]
    public int Runs { get; set; } = new FailoverMeasurementOptions().Runs;

    /// <summary>Which followers a commit waits for; several take turns.</summary>
    [Parameter]
    public ReplicationMode[] Mode { get; set; } = [ReplicationMode.Async];

    /// <summary>How long a byte takes from the leader to its followers: 0, 50ms. Several take turns.</summary>
    [Parameter]
    [DurationList]
    public TimeSpan[] Delay { get; set; } = [TimeSpan.Zero];

    /// <summary>Bytes a second from the leader to its followers, 0 for no limit. Several take turns. Under more load the followers lag.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long[] Bandwidth { get; set; } = [0];

    /// <summary>Where the nodes run; containers have no slow lines.</summary>
    [Parameter]
    public EngineKind Engine { get; set; }

    /// <summary>How many followers each pair has.</summary>
    [Parameter]
    public int FollowerCount { get; set; } = 1;

    /// <summary>How many clients write at once.</summary>
    [Parameter]
    public int Client { get; set; } = new FailoverMeasurementOptions().Clients;

    /// <summary>How many writes a second are due, by all clients together; as many as the leader answers without it.</summary>
    [Parameter]
    public double? Rate { get; set; }

    /// <summary>How long a client waits for an answer before the outcome counts as unknown.</summary>
    [Parameter]
    [Duration]
    public TimeSpan WriteTimeout { get; set; } = new FailoverMeasurementOptions().WriteTimeout;

    /// <summary>How long the leader must have failed every probe; at 0 the first failed probe is enough.</summary>
    [Parameter]
    [Duration]
    public TimeSpan DetectionTimeout { get; set; }

    /// <summary>Makes the moments of the crashes the same again; at random without it, and told in the result.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var options = new FailoverMeasurementOptions
        {
            Pair = new PairOptions
            {
                Name = PairName.Check(Pair),
                Engine = Engine,
                FollowerCount = FollowerCount,
            },
            Runs = Runs,
            Modes = Mode,
            Distances = [.. Delay.SelectMany(delay => Bandwidth.Select(bytes => new Distance(delay, bytes)))],
            Clients = Client,
            Rate = Rate,
            WriteTimeout = WriteTimeout,
            DetectionTimeout = DetectionTimeout,
            Seed = Seed ?? Random.Shared.Next(),
        };
        if (!await ShouldProcessAsync($"pair {Pair}", "Make it, fail it over and remove it, again and again"))
        {
            return;
        }

        var progress = ProgressOf("Measuring failovers");
        var result = await FailoverMeasuring.RunAsync(Catalogue, options, progress, cancellationToken);
        await WriteObjectAsync(result, cancellationToken);
    }
}

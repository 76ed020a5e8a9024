using ReplicaShell.Topology;
using ReplicaShell.Views;

namespace ReplicaShell.Measurements;

/// <summary>The failovers of one mode and distance. Phases are in milliseconds.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record FailoverGroup
{
    /// <summary>The mode in which the writes were made.</summary>
    public required ReplicationMode Mode { get; init; }

    /// <summary>How far the followers were.</summary>
    public required Distance Distance { get; init; }

    /// <summary>The mode, and the distance where there is one.</summary>
    public string Name => Distance == Distance.None ? Mode.ToString() : $"{Mode}, {Distance}";

    /// <summary>How many failovers.</summary>
    public required int Runs { get; init; }

    /// <summary>How long it took to be sure that the leader is gone.</summary>
    public required Distribution Detect { get; init; }

    /// <summary>How long it took to ask the candidates and choose.</summary>
    public required Distribution Elect { get; init; }

    /// <summary>How long it took to make sure that the old leader takes no more writes.</summary>
    public required Distribution Fence { get; init; }

    /// <summary>How long it took until the elected node was out of recovery.</summary>
    public required Distribution Promote { get; init; }

    /// <summary>How long it took from there to the first acknowledged write.</summary>
    public required Distribution FirstWrite { get; init; }

    /// <summary>From the first look at the leader to the first acknowledged write.</summary>
    public required Distribution Total { get; init; }

    /// <summary>How many acknowledged writes a failover lost.</summary>
    public required Distribution Lost { get; init; }

    /// <summary>How many writes of a failover have an unknown outcome.</summary>
    public required Distribution Unknown { get; init; }

    /// <summary>Sums runs of one mode and distance up.</summary>
    internal static FailoverGroup Of(ReplicationMode mode, Distance distance, IReadOnlyCollection<FailoverRun> runs) =>
        new()
        {
            Mode = mode,
            Distance = distance,
            Runs = runs.Count,
            Detect = Milliseconds(runs, run => run.Failover.Detect),
            Elect = Milliseconds(runs, run => run.Failover.Elect),
            Fence = Milliseconds(runs, run => run.Failover.Fence),
            Promote = Milliseconds(runs, run => run.Failover.Promote),
            FirstWrite = Milliseconds(runs, run => run.Failover.FirstWrite),
            Total = Milliseconds(runs, run => run.Failover.Total),
            Lost = Distribution.Of(runs.Select(run => (double)run.Verdict.Lost)),
            Unknown = Distribution.Of(runs.Select(run => (double)run.Verdict.Unknown)),
        };

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Total} ms, {Lost} lost";

    private static Distribution Milliseconds(IEnumerable<FailoverRun> runs, Func<FailoverRun, TimeSpan> phase) =>
        Distribution.Of(runs.Select(run => phase(run).TotalMilliseconds));
}

using ReplicaShell.Replication;
using ScottPlot;

namespace ReplicaShell.Plotting;

/// <summary>One way of saying how far a follower is behind, and how it is drawn.</summary>
internal sealed record LagEstimator
{
    /// <summary>Bytes of WAL that the follower has not replayed.</summary>
    public static readonly LagEstimator Bytes = new()
    {
        Name = "bytes",
        PanelTitle = "Bytes not yet replayed",
        InSummary = "not yet replayed",
        Value = sample => sample.LagBytes,
        Format = Units.Bytes,
        Floor = 1000,
        Hue = 0,
        Pattern = LinePattern.Solid,
    };

    /// <summary>Those that are times.</summary>
    public static readonly LagEstimator[] InSeconds =
    [
        new()
        {
            Name = "replay lag, by the server",
            PanelTitle = "Time behind",
            InSummary = "of replay lag",
            Value = sample => sample.ReplayLag?.TotalSeconds,
            Format = FormatSeconds,
            Floor = 0.001,
            Hue = 0,
            Pattern = LinePattern.Solid,
        },
        new()
        {
            Name = "age of the heartbeat",
            PanelTitle = "Time behind",
            InSummary = "since the last heartbeat",
            Value = sample => sample.HeartbeatLag?.TotalSeconds,
            Format = FormatSeconds,
            Floor = 0.001,
            Hue = 5,
            Pattern = LinePattern.DenselyDashed,
        },
    ];

    public required string Name { get; init; }

    public required string PanelTitle { get; init; }

    /// <summary>What follows the greatest value in the summary.</summary>
    public required string InSummary { get; init; }

    /// <summary>The value of a sample; null where it is not known.</summary>
    public required Func<ReplicationLag, double?> Value { get; init; }

    public required Func<double, string> Format { get; init; }

    /// <summary>The top of the axis when every value is zero.</summary>
    public required double Floor { get; init; }

    /// <summary>Its place in <see cref="Palette.Series"/> when there is one follower.</summary>
    public required int Hue { get; init; }

    public required LinePattern Pattern { get; init; }

    public bool IsKnown(IEnumerable<ReplicationLag> samples) => samples.Any(sample => Value(sample) is not null);

    public double Highest(IEnumerable<ReplicationLag> samples) => samples.Max(Value) ?? 0;

    private static string FormatSeconds(double seconds) => Units.Time(TimeSpan.FromSeconds(Math.Max(0, seconds)));
}

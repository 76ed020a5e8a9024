using ReplicaShell.Topology;

namespace ReplicaShell.Measurements;

/// <summary>Which failovers are to be measured, and how often.</summary>
public sealed record FailoverMeasurementOptions
{
    /// <summary>The most failovers of one measurement.</summary>
    public const int MostFailovers = 10_000;

    /// <summary>The pair of which all failovers are. Each has a fresh one of this name, gone afterwards: its name, engine, followers.</summary>
    public PairOptions Pair { get; init; } = new() { Name = "measure" };

    /// <summary>How many failovers of each combination of mode and distance.</summary>
    public int Runs { get; init; } = 5;

    /// <summary>The modes.</summary>
    public IReadOnlyList<ReplicationMode> Modes { get; init; } = [ReplicationMode.Async];

    /// <summary>How far the followers are; they lag by it.</summary>
    public IReadOnlyList<Distance> Distances { get; init; } = [Distance.None];

    /// <summary>How many clients write meanwhile.</summary>
    public int Clients { get; init; } = 4;

    /// <summary>How many writes a second are due, by all clients together; null is as many as the leader answers.</summary>
    public double? Rate { get; init; }

    /// <summary>How long a client waits for an answer before the outcome counts as unknown.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the leader must have failed every probe; zero: the first failed probe is enough.</summary>
    public TimeSpan DetectionTimeout { get; init; }

    /// <summary>Makes the moments of the crashes the same again.</summary>
    public int Seed { get; init; } = Random.Shared.Next();

    /// <summary>How many failovers that makes.</summary>
    internal int Total => Runs * Modes.Count * Distances.Count;
}

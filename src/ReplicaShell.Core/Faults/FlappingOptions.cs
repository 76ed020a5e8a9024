using ReplicaShell.Engines;

namespace ReplicaShell.Faults;

/// <summary>How a node flaps.</summary>
public sealed record FlappingOptions
{
    /// <summary>Whether its connections are reset, or nothing passes and nobody is told.</summary>
    public NetworkCut Cut { get; init; } = NetworkCut.Reset;

    /// <summary>How long each cut lasts.</summary>
    public TimeSpan Down { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the node is joined between two cuts.</summary>
    public TimeSpan Up { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many cuts there are.</summary>
    public int Count { get; init; } = 5;

    /// <summary>
    /// Varies each time between half of it and one and a half times as much, in a way that follows from this number; null keeps
    /// them regular.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>The times of the cuts and of the pauses behind them, in order.</summary>
    public IEnumerable<(TimeSpan Down, TimeSpan Up)> Schedule()
    {
        var numbers = Seed is { } seed ? new Random(seed) : null;
        for (var cut = 0; cut < Count; cut++)
        {
            yield return (Vary(Down), Vary(Up));
        }

        TimeSpan Vary(TimeSpan time) => numbers is null ? time : time * (0.5 + numbers.NextDouble());
    }
}

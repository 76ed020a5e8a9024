using ReplicaShell.Topology;

namespace ReplicaShell.Drills.SplitBrain;

/// <summary>How a split-brain drill is done.</summary>
public sealed record SplitBrainOptions
{
    /// <summary>The most decrees of one kind that each side makes.</summary>
    public const int MostDecrees = 10_000;

    /// <summary>How many decrees each side changes that both have, and how many new ones it makes.</summary>
    public int Count { get; init; } = 10;

    /// <summary>How the old leader is kept from writing before another is promoted; null leaves it out.</summary>
    public FenceMethod? Fence { get; init; }

    /// <summary>How long a client pauses between its writes.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>How long a client waits for the acknowledgement of a write; then its outcome is unknown.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Cuts the leader off without telling anybody, instead of resetting its connections.</summary>
    public bool Silent { get; init; }
}

namespace ReplicaShell.Engines;

/// <summary>What the network between one node and the others is like.</summary>
public sealed record NodeNetwork
{
    /// <summary>A network without faults.</summary>
    public static readonly NodeNetwork Healthy = new();

    /// <summary>Whether it is cut off.</summary>
    public NetworkCut Cut { get; init; }

    /// <summary>How long a byte takes one way.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The most that is added to <see cref="Delay"/> at random, evenly distributed.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>Bytes a second each way; 0 for no limit.</summary>
    public long BytesPerSecond { get; init; }
}

namespace ReplicaShell.Link.Contract;

/// <summary>One way through a link: from a port that listens to a port of a node, both on 127.0.0.1.</summary>
internal sealed record LinkRoute
{
    /// <summary>What the route is for, such as <c>upstream-node2</c>. A label: a route is known by its listening port.</summary>
    public required string Name { get; init; }

    /// <summary>The port that is listened on; it stays bound as long as the route exists.</summary>
    public required int ListenPort { get; init; }

    /// <summary>The port that is connected to; 0: there is none, and new connections are reset.</summary>
    public int TargetPort { get; init; }

    /// <summary>Whether and how the route is cut.</summary>
    public LinkCut Cut { get; init; }

    /// <summary>Milliseconds that are added to each direction; a round trip takes twice as long.</summary>
    public double DelayMilliseconds { get; init; }

    /// <summary>Up to this many milliseconds more, evenly distributed, in each direction; the order of bytes is kept.</summary>
    public double JitterMilliseconds { get; init; }

    /// <summary>Bytes a second for each direction, shared by the route's connections; 0: unlimited.</summary>
    public long BytesPerSecond { get; init; }
}

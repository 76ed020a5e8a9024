namespace ReplicaShell.Link.Contract;

/// <summary>What a route has done since it was opened.</summary>
internal sealed record LinkRouteStatus
{
    /// <summary>The route's name.</summary>
    public required string Name { get; init; }

    /// <summary>Connections that are open now, those that hang in a silent cut too.</summary>
    public required int Connections { get; init; }

    /// <summary>Bytes that were passed on to the target.</summary>
    public required long BytesUp { get; init; }

    /// <summary>Bytes that were passed back from the target.</summary>
    public required long BytesDown { get; init; }

    /// <summary>Whether and how the route is cut.</summary>
    public required LinkCut Cut { get; init; }
}

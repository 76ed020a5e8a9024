namespace ReplicaShell.Link.Contract;

/// <summary>The answer of a link process to <c>status</c>.</summary>
internal sealed record LinkStatus
{
    /// <summary>The id of the link process.</summary>
    public required int Pid { get; init; }

    /// <summary>The routes, in the order of their listening ports.</summary>
    public required IReadOnlyList<LinkRouteStatus> Routes { get; init; }
}

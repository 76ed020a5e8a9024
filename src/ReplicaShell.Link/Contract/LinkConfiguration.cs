namespace ReplicaShell.Link.Contract;

/// <summary>What a link process does: the content of <c>link.conf</c> in its folder.</summary>
internal sealed record LinkConfiguration
{
    /// <summary>The name of the pair to which the link belongs.</summary>
    public required string Pair { get; init; }

    /// <summary>The secret that a control request begins with; printable, without spaces.</summary>
    public required string Token { get; init; }

    /// <summary>The port on 127.0.0.1 for control requests; it cannot change while the link runs.</summary>
    public required int ControlPort { get; init; }

    /// <summary>The routes, each with a listening port of its own.</summary>
    public IReadOnlyList<LinkRoute> Routes { get; init; } = [];

    /// <summary>
    /// The text says no more than the pair and the number of routes: that of a record would show the token wherever
    /// a configuration is logged.
    /// </summary>
    public override string ToString() => $"link of {Pair} with {Routes.Count} routes";
}

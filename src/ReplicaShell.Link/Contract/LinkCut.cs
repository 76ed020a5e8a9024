namespace ReplicaShell.Link.Contract;

/// <summary>How a route is cut.</summary>
internal enum LinkCut
{
    /// <summary>Not cut: bytes pass.</summary>
    None,

    /// <summary>
    /// A black hole: nothing passes in either direction and nothing is closed. What was sent meanwhile arrives after
    /// the cut has healed, as TCP would send it again.
    /// </summary>
    Silent,

    /// <summary>Every connection is reset, the live ones at once and new ones as soon as they are accepted.</summary>
    Reset,
}

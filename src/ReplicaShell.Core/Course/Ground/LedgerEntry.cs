namespace ReplicaShell.Course.Ground;

/// <summary>One write of the table inventory.</summary>
/// <param name="Id">Which write it was; a key may be written more than once.</param>
/// <param name="ProductId">The key.</param>
/// <param name="Timeline">The timeline of the leader that took it.</param>
/// <param name="Waits">Whether its commit had to wait for a follower.</param>
/// <param name="Session">The process of the client's session on that leader.</param>
/// <param name="WrittenAt">When, by the leader's clock.</param>
internal sealed record LedgerEntry(
    Guid Id,
    int ProductId,
    int Timeline,
    bool Waits,
    int Session,
    DateTimeOffset WrittenAt
);

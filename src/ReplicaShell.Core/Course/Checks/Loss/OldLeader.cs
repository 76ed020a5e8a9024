using ReplicaShell.Course.Ground;

namespace ReplicaShell.Course.Checks.Loss;

/// <summary>A node that led until a failover passed it by, and what it still has.</summary>
internal sealed record OldLeader
{
    public required string Node { get; init; }

    /// <summary>Why its data cannot be read; null when it was.</summary>
    public string? Unread { get; init; }

    /// <summary>Whether it has no data any more.</summary>
    public bool IsGone { get; init; }

    /// <summary>Whether its server ran when it was looked at, rather than being dead.</summary>
    public bool IsAlive { get; init; }

    /// <summary>Whether it takes writes.</summary>
    public bool Writable { get; init; }

    /// <summary>The timeline that it led.</summary>
    public int Timeline { get; init; }

    /// <summary>The writes that it has, the oldest first.</summary>
    public IReadOnlyList<LedgerEntry> Writes { get; init; } = [];

    public static OldLeader Gone(string node) =>
        new()
        {
            Node = node,
            IsGone = true,
            Unread = "Its data is gone.",
        };

    public static OldLeader Silent(string node, string why) => new() { Node = node, Unread = why };
}

namespace ReplicaShell.Drills;

/// <summary>How a data-loss drill is done.</summary>
public sealed record DataLossOptions
{
    /// <summary>The most writes that a drill makes.</summary>
    public const int MostWrites = 1_000_000;

    /// <summary>How many rows are written to the isolated leader.</summary>
    public int Count { get; init; } = 20;

    /// <summary>How many rows are written, and arrive on every follower, before the leader is isolated.</summary>
    public int Before { get; init; }

    /// <summary>How many rows are written to the new leader.</summary>
    public int After { get; init; }

    /// <summary>How many clients write at once, each a row at a time.</summary>
    public int Clients { get; init; } = 1;

    /// <summary>How long a client waits for the acknowledgement of a write; then its outcome is unknown.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The follower that is cut off instead of the leader, and then promoted by force although the others have more; null
    /// cuts the leader off and lets the election choose.
    /// </summary>
    public string? Candidate { get; init; }

    /// <summary>Cuts the leader off without telling anybody, instead of resetting its connections.</summary>
    public bool Silent { get; init; }
}

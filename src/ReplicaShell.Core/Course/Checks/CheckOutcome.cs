namespace ReplicaShell.Course.Checks;

/// <summary>What a check found, before points are given.</summary>
/// <param name="Share">How much of the task is done, 0 to 1; for a trap 1 is one that was not walked into, 0 one that was.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Evidence">What was seen, a line each.</param>
internal sealed record CheckOutcome(double Share, string Reason, IReadOnlyList<string> Evidence)
{
    public static CheckOutcome Done(string reason, params IEnumerable<string> evidence) =>
        new(1, reason, evidence.ToArray());

    public static CheckOutcome Failed(string reason, params IEnumerable<string> evidence) =>
        new(0, reason, evidence.ToArray());

    /// <summary>Done in part; never the whole.</summary>
    public static CheckOutcome Partly(double share, string reason, params IEnumerable<string> evidence) =>
        new(Math.Clamp(share, 0, 0.999), reason, evidence.ToArray());
}

using ReplicaShell.History;

namespace ReplicaShell.Workloads;

/// <summary>How one operation ended.</summary>
/// <param name="Outcome">What the client knows.</param>
/// <param name="Error">Why it did not succeed, short; null when it did.</param>
/// <param name="ConnectionUsable">
/// False when the connection it went over is good for nothing more: it broke, or leads to a node that takes no writes.
/// </param>
public readonly record struct OperationResult(Outcome Outcome, string? Error, bool ConnectionUsable)
{
    internal static OperationResult Acknowledged => new(Outcome.Ok, null, true);
}

using ReplicaShell.History;

namespace ReplicaShell.Workloads;

/// <summary>How one operation ended.</summary>
/// <param name="Outcome">What the client knows.</param>
/// <param name="Error">Why it did not succeed, short; null when it did.</param>
/// <param name="ConnectionUsable">
/// False when the connection it went over is good for nothing more: it broke, or leads to a node that takes no writes.
/// </param>
/// <param name="Found">Whether a read that was answered returned the row; null for all else.</param>
public readonly record struct OperationResult(Outcome Outcome, string? Error, bool ConnectionUsable, bool? Found = null)
{
    internal static OperationResult Acknowledged => new(Outcome.Ok, null, true);
}

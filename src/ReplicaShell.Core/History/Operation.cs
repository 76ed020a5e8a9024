using ReplicaShell.Views;

namespace ReplicaShell.History;

/// <summary>One operation of one client, from the moment it was sent to the moment its outcome was known.</summary>
/// <param name="Index">Its place in the history, by the time at which it was invoked; 0 is the first.</param>
/// <param name="Client">The number of the client that did it; a client does one operation at a time.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Key">The key of the row: in the table <c>inventory</c> the productId.</param>
/// <param name="Invoked">When the client sent it, since the history's start on a monotonic clock.</param>
/// <param name="Completed">When the client knew its outcome, on the same clock.</param>
/// <param name="Outcome">What the client then knew.</param>
/// <param name="Node">The node it was sent to; null when there was none to send it to.</param>
/// <param name="Error">Why it did not succeed, short; null when it did.</param>
/// <param name="Found">Whether a read that was answered returned the row; null for all else.</param>
[TypeFormatterSource(typeof(NotebookViews))]
public readonly record struct Operation(
    int Index,
    int Client,
    OperationKind Kind,
    int Key,
    TimeSpan Invoked,
    TimeSpan Completed,
    Outcome Outcome,
    string? Node,
    string? Error,
    bool? Found = null
)
{
    /// <summary>How long the client waited.</summary>
    public TimeSpan Latency => Completed - Invoked;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Kind} {Key}: {Outcome}");
}

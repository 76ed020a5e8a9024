namespace ReplicaShell.History;

/// <summary>Records the operations of one client, which does one at a time. Not for several threads at once.</summary>
public sealed class ClientRecorder
{
    private readonly HistoryRecorder _history;
    private long _lastInvoked;
    private (string? Text, ushort Number) _node;
    private (string? Text, ushort Number) _error;

    internal ClientRecorder(HistoryRecorder history, int client)
    {
        _history = history;
        Client = client;
    }

    /// <summary>The client's number.</summary>
    public int Client { get; }

    /// <summary>The time since the history began: what to give as <c>invoked</c>.</summary>
    public TimeSpan Elapsed => _history.Elapsed;

    internal RecordBuffer Buffer { get; } = new();

    /// <summary>Records an operation that has ended this moment.</summary>
    /// <inheritdoc cref="Record(OperationKind, int, TimeSpan, TimeSpan, Outcome, string?, string?, bool?)"/>
    public void Record(
        OperationKind kind,
        int key,
        TimeSpan invoked,
        Outcome outcome,
        string? node,
        string? error = null,
        bool? found = null
    ) => Record(kind, key, invoked, _history.Elapsed, outcome, node, error, found);

    /// <summary>Records an operation that has ended.</summary>
    /// <param name="kind">What it did.</param>
    /// <param name="key">The key of the row.</param>
    /// <param name="invoked">When it was sent, since the history's start.</param>
    /// <param name="completed">When its outcome was known, since the history's start.</param>
    /// <param name="outcome">What is known of it.</param>
    /// <param name="node">The node it was sent to, or null.</param>
    /// <param name="error">Why it did not succeed, or null.</param>
    /// <param name="found">Whether a read that was answered returned the row; null for all else.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// It ends before it begins, or begins before the client's last one began: the merge relies on that order.
    /// </exception>
    public void Record(
        OperationKind kind,
        int key,
        TimeSpan invoked,
        TimeSpan completed,
        Outcome outcome,
        string? node,
        string? error = null,
        bool? found = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(completed, invoked);
        ArgumentOutOfRangeException.ThrowIfLessThan(invoked.Ticks, _lastInvoked, nameof(invoked));
        _lastInvoked = invoked.Ticks;
        Buffer.Add(
            new OperationRecord(
                invoked.Ticks,
                completed.Ticks,
                key,
                Client,
                NumberOf(node, ref _node),
                NumberOf(error, ref _error),
                kind,
                outcome,
                OperationHistory.FindingOf(found)
            )
        );
    }

    // The text is nearly always the one of the operation before, the same object even: no lock, no hash.
    private ushort NumberOf(string? text, ref (string? Text, ushort Number) last)
    {
        if (!ReferenceEquals(text, last.Text))
        {
            last = (text, _history.Texts.NumberOf(text));
        }

        return last.Number;
    }
}

using System.Collections;
using ReplicaShell.Views;

namespace ReplicaShell.History;

/// <summary>
/// Everything that the clients of a run did, in the order in which it was invoked. It never changes; a
/// <see cref="HistoryRecorder"/> makes it.
/// </summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed class OperationHistory : IReadOnlyList<Operation>
{
    private readonly OperationRecord[] _records;
    private readonly string?[] _texts;

    internal OperationHistory(DateTimeOffset startedAt, OperationRecord[] records, string?[] texts)
    {
        StartedAt = startedAt;
        _records = records;
        _texts = texts;
    }

    /// <summary>When it began, in UTC: the zero of the operations' times.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>How many operations it has.</summary>
    public int Count => _records.Length;

    /// <summary>The records themselves, for the checkers' inner loops.</summary>
    internal ReadOnlySpan<OperationRecord> Records => _records;

    /// <summary>The operation at that place.</summary>
    public Operation this[int index]
    {
        get
        {
            ref readonly var record = ref _records[index];
            return new Operation(
                index,
                record.Client,
                record.Kind,
                record.Key,
                new TimeSpan(record.InvokedTicks),
                new TimeSpan(record.CompletedTicks),
                record.Outcome,
                _texts[record.Node],
                _texts[record.Error],
                record.Finding == Finding.None ? null : record.Finding == Finding.Found
            );
        }
    }

    /// <summary>A history of operations that were recorded elsewhere.</summary>
    /// <param name="startedAt">The zero of the operations' times.</param>
    /// <param name="operations">The operations in any order; their <see cref="Operation.Index"/> is given anew.</param>
    public static OperationHistory From(DateTimeOffset startedAt, IEnumerable<Operation> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        var texts = new TextTable();
        var records = operations
            .OrderBy(operation => operation.Invoked)
            .Select(operation => new OperationRecord(
                operation.Invoked.Ticks,
                operation.Completed.Ticks,
                operation.Key,
                operation.Client,
                texts.NumberOf(operation.Node),
                texts.NumberOf(operation.Error),
                operation.Kind,
                operation.Outcome,
                FindingOf(operation.Found)
            ))
            .ToArray();
        return new OperationHistory(startedAt, records, texts.ToArray());
    }

    /// <summary>A moment of the history as a time of day, in UTC.</summary>
    /// <param name="elapsed">A time since its start, such as <see cref="Operation.Completed"/>.</param>
    public DateTimeOffset TimeOf(TimeSpan elapsed) => StartedAt + elapsed;

    internal static Finding FindingOf(bool? found) =>
        found switch
        {
            null => Finding.None,
            true => Finding.Found,
            false => Finding.Missing,
        };

    /// <summary>Each error with the number of operations that ended with it; without those that none did.</summary>
    internal IEnumerable<(string Text, int Count)> ErrorCounts()
    {
        var counts = new int[_texts.Length];
        foreach (ref readonly var record in Records)
        {
            counts[record.Error]++;
        }

        return _texts
            .Zip(counts, (text, count) => (Text: text!, Count: count))
            .Where(error => error.Text is not null && error.Count > 0)
            .ToArray();
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Count} operations");

    /// <inheritdoc/>
    public IEnumerator<Operation> GetEnumerator()
    {
        for (var index = 0; index < _records.Length; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

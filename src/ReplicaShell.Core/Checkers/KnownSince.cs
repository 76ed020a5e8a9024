using ReplicaShell.History;

namespace ReplicaShell.Checkers;

/// <summary>Since when each row of a history was known to anybody.</summary>
internal readonly struct KnownSince
{
    private readonly SlotIndex _keys;
    private readonly long[] _ticks;

    public KnownSince(ReadOnlySpan<OperationRecord> records, HistoryExtent extent)
    {
        _keys = extent.Keys();
        _ticks = GC.AllocateUninitializedArray<long>(_keys.Capacity);
        Array.Fill(_ticks, long.MaxValue);
        foreach (ref readonly var record in records)
        {
            if (MakesKnown(in record))
            {
                ref var ticks = ref _ticks[_keys.Of(record.Key)];
                ticks = Math.Min(ticks, record.CompletedTicks);
            }
        }
    }

    /// <summary>Whether whoever did it knows from then on that the row is there.</summary>
    public static bool MakesKnown(in OperationRecord record) =>
        record.Kind == OperationKind.Write ? record.Outcome == Outcome.Ok : record.Finding == Finding.Found;

    /// <summary>For how many ticks the row had been known when the operation began; 0 or less when it was not.</summary>
    public long Before(in OperationRecord record)
    {
        var ticks = _ticks[_keys.Of(record.Key)];
        return ticks == long.MaxValue ? 0 : record.InvokedTicks - ticks;
    }
}

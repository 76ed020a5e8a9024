using ReplicaShell.History;

namespace ReplicaShell.Checkers;

/// <summary>How far the keys and clients of a history reach, and how many of its reads were answered.</summary>
internal readonly record struct HistoryExtent(
    int LowestKey,
    int HighestKey,
    int LowestClient,
    int HighestClient,
    int Count,
    int Reads,
    int Missed
)
{
    public static HistoryExtent Of(ReadOnlySpan<OperationRecord> records)
    {
        var (lowestKey, highestKey, lowestClient, highestClient) = (
            int.MaxValue,
            int.MinValue,
            int.MaxValue,
            int.MinValue
        );
        var (found, missed) = (0, 0);
        foreach (ref readonly var record in records)
        {
            lowestKey = Math.Min(lowestKey, record.Key);
            highestKey = Math.Max(highestKey, record.Key);
            lowestClient = Math.Min(lowestClient, record.Client);
            highestClient = Math.Max(highestClient, record.Client);
            found += record.Finding == Finding.Found ? 1 : 0;
            missed += record.Finding == Finding.Missing ? 1 : 0;
        }

        return new HistoryExtent(
            lowestKey,
            highestKey,
            lowestClient,
            highestClient,
            records.Length,
            found + missed,
            missed
        );
    }

    public SlotIndex Keys() => new(LowestKey, HighestKey, Count);

    public SlotIndex Clients() => new(LowestClient, HighestClient, Count);
}

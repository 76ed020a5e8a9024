using ReplicaShell.History;

namespace ReplicaShell.Checkers;

/// <summary>Counts the reads that missed what their own client had written or read before.</summary>
/// <remarks>
/// Client by client, so that a mark for each key and a number for each client do, where a table of all pairs of them would take
/// gigabytes. Marks are never taken away: the next client has another number. Keys that no stale read missed are passed over.
/// </remarks>
internal readonly record struct BrokenPromises(int ReadYourWrites, int MonotonicReads)
{
    public static BrokenPromises Of(ReadOnlySpan<OperationRecord> records, HistoryExtent extent, KeySet staleKeys)
    {
        var keys = extent.Keys();
        var (wrote, read) = (new int[keys.Capacity], new int[keys.Capacity]);
        var (readYourWrites, monotonicReads) = (0, 0);
        foreach (var index in ByClient(records, extent, staleKeys))
        {
            ref readonly var record = ref records[index];
            var (slot, mark) = (keys.Of(record.Key), unchecked(record.Client - extent.LowestClient + 1));
            if (record.Finding == Finding.Missing)
            {
                readYourWrites += wrote[slot] == mark ? 1 : 0;
                monotonicReads += read[slot] == mark ? 1 : 0;
            }
            else if (KnownSince.MakesKnown(in record))
            {
                (record.Kind == OperationKind.Write ? wrote : read)[slot] = mark;
            }
        }

        return new BrokenPromises(readYourWrites, monotonicReads);
    }

    /// <summary>The places of the records that matter, client by client, each client's in order: a counting sort.</summary>
    private static int[] ByClient(ReadOnlySpan<OperationRecord> records, HistoryExtent extent, KeySet staleKeys)
    {
        var clients = extent.Clients();
        var next = new int[clients.Capacity + 1];
        foreach (ref readonly var record in records)
        {
            if (Matters(in record, staleKeys))
            {
                next[clients.Of(record.Client) + 1]++;
            }
        }

        for (var slot = 1; slot < next.Length; slot++)
        {
            next[slot] += next[slot - 1];
        }

        var places = GC.AllocateUninitializedArray<int>(next[^1]);
        for (var index = 0; index < records.Length; index++)
        {
            if (Matters(in records[index], staleKeys))
            {
                places[next[clients.Of(records[index].Client)]++] = index;
            }
        }

        return places;
    }

    private static bool Matters(in OperationRecord record, KeySet staleKeys) =>
        (record.Finding == Finding.Missing || KnownSince.MakesKnown(in record)) && staleKeys.Contains(record.Key);
}

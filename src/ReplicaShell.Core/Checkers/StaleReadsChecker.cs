using ReplicaShell.History;

namespace ReplicaShell.Checkers;

/// <summary>
/// Which reads missed what was already known. A pure function, linear in the history: ten million operations take about
/// a second.
/// </summary>
/// <remarks>
/// <para>
/// A row is <i>known</i> from the moment at which the first acknowledged write of it, or the first read that returned it, was
/// completed. A read is <i>stale</i> when it was invoked after that moment, was answered, and did not return the row. A
/// read that began before that moment is concurrent, and may return either. This is what Jepsen's checker of sets
/// (jepsen.checker/set-full) calls stale, and it violates linearizability's real-time order (Herlihy and Wing 1990).
/// </para>
/// <para>
/// Of the stale reads two kinds break a promise to the client itself, as Terry et al. define it ("Session Guarantees for
/// Weakly Consistent Replicated Data", 1994) and Bailis et al. take it up ("Highly Available Transactions", VLDB 2014):
/// <i>read your writes</i>, when the same client had been told before that its write of the row is acknowledged, and
/// <i>monotonic reads</i>, when the same client had read the row before. A read may break both. A session is a client: it does one
/// operation at a time.
/// </para>
/// <para>
/// Rows are added and never removed, as workloads do; where somebody else deletes them, reads are called stale that are
/// not. Failed and unknown operations say nothing: an unknown write makes a row known only when a read returned it.
/// </para>
/// </remarks>
public static class StaleReadsChecker
{
    /// <summary>Judges the reads of a history by its own writes and reads.</summary>
    /// <param name="history">What the clients did. Reads of which nobody recorded what they returned are passed over.</param>
    /// <param name="keyName">What the key is called, for the explanation.</param>
    public static ReadVerdict Check(OperationHistory history, string keyName = "productId")
    {
        ArgumentNullException.ThrowIfNull(history);
        var extent = HistoryExtent.Of(history.Records);
        var first = -1;
        var stale = 0;
        var staleness = 0L;
        var staleKeys = new KeySet(extent.LowestKey, extent.HighestKey, Math.Max(1, extent.Missed));
        var sessions = default(BrokenPromises);
        TimeSpan? firstKnownAt = null;
        if (extent.Missed > 0)
        {
            var known = new KnownSince(history.Records, extent);
            for (var index = 0; index < history.Records.Length; index++)
            {
                ref readonly var record = ref history.Records[index];
                if (record.Finding == Finding.Missing && known.Before(in record) is var since and > 0)
                {
                    if (first < 0)
                    {
                        (first, firstKnownAt) = (index, new TimeSpan(record.InvokedTicks - since));
                    }

                    stale++;
                    staleness = Math.Max(staleness, since);
                    staleKeys.Add(record.Key);
                }
            }

            sessions = stale > 0 ? BrokenPromises.Of(history.Records, extent, staleKeys) : default;
        }

        var verdict = new ReadVerdict
        {
            Reads = extent.Reads,
            Missed = extent.Missed,
            Stale = stale,
            ReadYourWrites = sessions.ReadYourWrites,
            MonotonicReads = sessions.MonotonicReads,
            StaleKeys = stale > 0 ? [.. staleKeys.InOrder()] : [],
            Staleness = stale > 0 ? new TimeSpan(staleness) : null,
            Counterexample = first < 0 ? null : history[first],
            Explanation = "",
        };
        return verdict with { Explanation = StaleReadsExplanation.Of(verdict, history, firstKnownAt, keyName) };
    }
}

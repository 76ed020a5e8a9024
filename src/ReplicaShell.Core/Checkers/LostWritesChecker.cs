using ReplicaShell.History;

namespace ReplicaShell.Checkers;

/// <summary>
/// Which acknowledged writes did not survive. A pure function, linear in the history: ten million operations take about
/// a second.
/// </summary>
public static class LostWritesChecker
{
    /// <summary>Judges the writes of a history by the keys that the survivor has.</summary>
    /// <remarks>
    /// Writes are counted one by one, losses by key: a key is lost when at least one write of it was acknowledged and it
    /// is not there. Rows that nobody in this history wrote are nobody's business.
    /// </remarks>
    /// <param name="history">What the clients did. Reads are passed over.</param>
    /// <param name="presentKeys">The keys on the survivor, in any order.</param>
    /// <param name="survivor">The survivor's name, for the explanation; null when it has none.</param>
    /// <param name="keyName">What the key is called, for the explanation.</param>
    public static Verdict Check(
        OperationHistory history,
        IEnumerable<int> presentKeys,
        string? survivor = null,
        string keyName = "productId"
    )
    {
        ArgumentNullException.ThrowIfNull(presentKeys);
        return Check(history, [new NodeKeys(survivor ?? "the survivor", presentKeys)], keyName);
    }

    /// <summary>Judges the writes of a history by the keys that several nodes have: lost is what is on none of them.</summary>
    /// <param name="history">What the clients did. Reads are passed over.</param>
    /// <param name="survivors">The nodes that are looked at, one at least.</param>
    /// <param name="keyName">What the key is called, for the explanation.</param>
    public static Verdict Check(
        OperationHistory history,
        IReadOnlyList<NodeKeys> survivors,
        string keyName = "productId"
    )
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(survivors);
        ArgumentOutOfRangeException.ThrowIfZero(survivors.Count, nameof(survivors));

        var tally = WriteTally.Of(history);
        var present = tally.NewKeySet();
        foreach (var survivor in survivors)
        {
            AddAll(present, survivor.Keys);
        }

        var lost = new List<int>();
        foreach (var key in tally.AcknowledgedKeys.InOrder())
        {
            if (!present.Contains(key))
            {
                lost.Add(key);
            }
        }

        var recovered = 0;
        foreach (var key in tally.UnknownKeys.InOrder())
        {
            recovered += present.Contains(key) && !tally.AcknowledgedKeys.Contains(key) ? 1 : 0;
        }

        var unexpected = new List<int>();
        foreach (var key in tally.FailedKeys.InOrder())
        {
            if (present.Contains(key) && !tally.AcknowledgedKeys.Contains(key) && !tally.UnknownKeys.Contains(key))
            {
                unexpected.Add(key);
            }
        }

        var verdict = new Verdict
        {
            Attempted = tally.Acknowledged + tally.Unknown + tally.Failed,
            Acknowledged = tally.Acknowledged,
            Unknown = tally.Unknown,
            Failed = tally.Failed,
            Lost = lost.Count,
            LostKeys = lost,
            Recovered = recovered,
            UnexpectedKeys = unexpected,
            Explanation = "",
        };
        var explanation = new LostWritesExplanation(verdict, history, survivors, keyName);
        return verdict with { Counterexample = explanation.FirstLost, Explanation = explanation.Text() };
    }

    private static void AddAll(KeySet present, IEnumerable<int> keys)
    {
        if (keys is List<int> list)
        {
            // What the servers were asked for comes as a list: no call through an interface for each of millions.
            foreach (var key in list)
            {
                present.AddIfInRange(key);
            }

            return;
        }

        foreach (var key in keys)
        {
            present.AddIfInRange(key);
        }
    }
}

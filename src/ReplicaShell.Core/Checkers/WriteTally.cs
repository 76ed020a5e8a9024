using ReplicaShell.History;

namespace ReplicaShell.Checkers;

/// <summary>The writes of a history, counted and sorted by outcome.</summary>
internal sealed class WriteTally
{
    private readonly int _lowest;
    private readonly int _highest;
    private readonly int[] _counts = new int[3];
    private readonly KeySet[] _keys;

    private WriteTally(int lowest, int highest, int writes)
    {
        (_lowest, _highest, Writes) = (lowest, highest, writes);
        _keys = [NewKeySet(), NewKeySet(), NewKeySet()];
    }

    public int Writes { get; }

    public int Acknowledged => _counts[(int)Outcome.Ok];

    public int Failed => _counts[(int)Outcome.Failed];

    public int Unknown => _counts[(int)Outcome.Unknown];

    public KeySet AcknowledgedKeys => _keys[(int)Outcome.Ok];

    public KeySet FailedKeys => _keys[(int)Outcome.Failed];

    public KeySet UnknownKeys => _keys[(int)Outcome.Unknown];

    public static WriteTally Of(OperationHistory history)
    {
        var (lowest, highest, writes) = (int.MaxValue, int.MinValue, 0);
        foreach (ref readonly var record in history.Records)
        {
            if (record.Kind == OperationKind.Write)
            {
                lowest = Math.Min(lowest, record.Key);
                highest = Math.Max(highest, record.Key);
                writes++;
            }
        }

        var tally = new WriteTally(lowest, highest, writes);
        foreach (ref readonly var record in history.Records)
        {
            if (record.Kind == OperationKind.Write)
            {
                tally._counts[(int)record.Outcome]++;
                tally._keys[(int)record.Outcome].Add(record.Key);
            }
        }

        return tally;
    }

    /// <summary>An empty set for keys of the range that was written.</summary>
    public KeySet NewKeySet() => new(_lowest, _highest, Writes);
}

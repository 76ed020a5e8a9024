namespace ReplicaShell.Workloads;

/// <summary>Hands out keys that no row has, to all clients of a workload.</summary>
internal sealed class KeySource
{
    private readonly int _highest;
    private readonly string _table;
    private int _last;

    /// <summary>Begins after the highest key that the table has.</summary>
    /// <param name="highest">That key.</param>
    /// <param name="table">The table's name, for the error.</param>
    public KeySource(int highest, string table)
    {
        _highest = highest;
        _last = highest;
        _table = table;
    }

    /// <summary>The next key.</summary>
    /// <exception cref="Errors.ReplicaException"><c>KeysExhausted</c>.</exception>
    public int Next()
    {
        var key = Interlocked.Increment(ref _last);
        // After the last int comes the first: below where it began.
        return key > _highest ? key : throw TableErrors.KeysExhausted(_table);
    }
}

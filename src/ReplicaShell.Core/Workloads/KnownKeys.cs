namespace ReplicaShell.Workloads;

/// <summary>Keys of rows that exist, as one client knows them: the last thousand. Reads choose among them.</summary>
internal sealed class KnownKeys
{
    /// <summary>How many it remembers.</summary>
    public const int Capacity = 1024;

    private readonly int[] _keys = new int[Capacity];
    private readonly Random _random;
    private int _added;

    public KnownKeys(IEnumerable<int> keys, Random random)
    {
        _random = random;
        foreach (var key in keys)
        {
            Add(key);
        }
    }

    public bool IsEmpty => _added == 0;

    public void Add(int key)
    {
        _keys[_added & (Capacity - 1)] = key;
        // Stays within [Capacity, 2 * Capacity) once full, so that it never overflows.
        _added = _added + 1 == 2 * Capacity ? Capacity : _added + 1;
    }

    public int Any() => _keys[_random.Next(Math.Min(_added, Capacity))];
}

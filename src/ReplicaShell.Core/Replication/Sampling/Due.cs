namespace ReplicaShell.Replication.Sampling;

/// <summary>Something that is done now and then, not at every moment.</summary>
internal struct Due(TimeSpan pause)
{
    private TimeSpan? _lastAt;

    /// <summary>Whether it is time; if so, the next time is counted from now.</summary>
    public bool Take(TimeSpan at)
    {
        if (_lastAt is { } last && at - last < pause)
        {
            return false;
        }

        _lastAt = at;
        return true;
    }

    /// <summary>It is time at once.</summary>
    public void Reset() => _lastAt = null;
}

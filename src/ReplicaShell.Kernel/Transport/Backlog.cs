namespace ReplicaShell.Kernel.Transport;

/// <summary>How much has been published and not yet been sent: a cell that shows more than its clients read waits for them.</summary>
/// <param name="most">How many bytes may wait before a cell does.</param>
/// <param name="patience">After how long without any progress a client counts as one that will never read.</param>
internal sealed class Backlog(long most, TimeSpan patience)
{
    private readonly object gate = new();
    private long bytes;
    private long removals;

    /// <summary>Takes note of what was published.</summary>
    public void Add(long count)
    {
        lock (gate)
        {
            bytes += count;
        }
    }

    /// <summary>Takes note of what was sent.</summary>
    public void Remove(long count)
    {
        lock (gate)
        {
            // What was written off may be sent after all.
            bytes = Math.Max(0, bytes - count);
            removals++;
            if (bytes <= most)
            {
                Monitor.PulseAll(gate);
            }
        }
    }

    /// <summary>
    /// Returns when there is room for more. A client that stands still holds nobody up for ever: what it has not read is
    /// written off, so that memory grows by the bound once in each time of patience.
    /// </summary>
    /// <param name="cancellationToken">Returns at once.</param>
    public void WaitForRoom(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (bytes <= most)
            {
                return;
            }
        }

        using var registration = cancellationToken.UnsafeRegister(_ => Wake(), null);
        lock (gate)
        {
            while (bytes > most && !cancellationToken.IsCancellationRequested)
            {
                var before = removals;
                if (!Monitor.Wait(gate, patience) && removals == before)
                {
                    bytes = 0;
                }
            }
        }
    }

    private void Wake()
    {
        lock (gate)
        {
            Monitor.PulseAll(gate);
        }
    }
}

namespace ReplicaShell.Kernel.Warming;

/// <summary>
/// Makes the languages ready in the background, step by step, while nobody asks for anything: a first cell would else wait
/// for the compiler and the engine to be loaded. Where a cell runs, the next step waits for its end.
/// </summary>
internal sealed class WarmUp
{
    private readonly object gate = new();
    private int served;

    /// <summary>
    /// Begins. The thread has a lower priority where systems have one for threads; on Linux it could be had for good alone,
    /// and the engine's own threads would inherit it.
    /// </summary>
    public void Begin(IEnumerable<Action> steps)
    {
        var thread = new Thread(() => Take(steps))
        {
            IsBackground = true,
            Priority = ThreadPriority.BelowNormal,
            Name = "Warm-up",
        };
        thread.Start();
    }

    /// <summary>Says that somebody is being served, until what is returned is disposed.</summary>
    public IDisposable Serve()
    {
        Count(1);
        return new Service(this);
    }

    private void Take(IEnumerable<Action> steps)
    {
        try
        {
            foreach (var step in steps)
            {
                WaitForQuiet();
                step();
            }
        }
        catch (Exception)
        {
            // Whatever it was, the cell that meets it tells it.
        }
    }

    private void WaitForQuiet()
    {
        lock (gate)
        {
            while (served > 0)
            {
                Monitor.Wait(gate);
            }
        }
    }

    private void Count(int change)
    {
        lock (gate)
        {
            served += change;
            Monitor.PulseAll(gate);
        }
    }

    private sealed class Service(WarmUp warmUp) : IDisposable
    {
        private int disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref disposed, 1) == 0)
            {
                warmUp.Count(-1);
            }
        }
    }
}

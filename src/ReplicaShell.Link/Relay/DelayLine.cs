namespace ReplicaShell.Link.Relay;

/// <summary>
/// The chunks that are under way in one direction. Reading goes on while they wait, so that a delay costs no
/// throughput; only when the line is full does the reader wait, and with it, by TCP, the sender.
/// </summary>
/// <param name="deliver">Waits until a chunk is due and hands it on; false when that is no longer possible.</param>
internal sealed class DelayLine(Func<Chunk, Task<bool>> deliver)
{
    private readonly Lock gate = new();
    private readonly Queue<Chunk> chunks = new();
    private Task draining = Task.CompletedTask;
    private TaskCompletionSource? space;
    private long spaceBelow;
    private long weight;
    private bool isDraining;
    private bool isBroken;

    /// <summary>Whether nothing is under way, so that a chunk may pass by without overtaking another.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                return !isDraining;
            }
        }
    }

    /// <summary>Ends when everything that was put in has been handed on or dropped.</summary>
    public Task Drained
    {
        get
        {
            lock (gate)
            {
                return draining;
            }
        }
    }

    /// <summary>Puts a chunk in and waits until less than <paramref name="limit"/> bytes are under way.</summary>
    /// <returns>False when the line is broken; the chunk is dropped then.</returns>
    public async ValueTask<bool> PutAsync(Chunk chunk, long limit)
    {
        Task room;
        lock (gate)
        {
            if (isBroken)
            {
                chunk.Return();
                return false;
            }
            chunk.Shrink();
            chunks.Enqueue(chunk);
            weight += chunk.Weight;
            if (!isDraining)
            {
                isDraining = true;
                draining = Task.Run(DrainAsync);
            }
            if (weight < limit)
            {
                return true;
            }
            space = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            spaceBelow = limit;
            room = space.Task;
        }
        await room;
        return true;
    }

    private async Task DrainAsync()
    {
        while (Next() is { } chunk)
        {
            var isDelivered = false;
            try
            {
                isDelivered = await deliver(chunk);
            }
            finally
            {
                Leave(chunk, isDelivered);
            }
        }
    }

    private Chunk? Next()
    {
        lock (gate)
        {
            if (chunks.TryPeek(out var chunk))
            {
                return chunk;
            }
            isDraining = false;
            return null;
        }
    }

    private void Leave(Chunk chunk, bool isDelivered)
    {
        lock (gate)
        {
            weight -= chunk.Weight;
            chunks.Dequeue().Return();
            if (!isDelivered)
            {
                isBroken = true;
                while (chunks.TryDequeue(out var dropped))
                {
                    weight -= dropped.Weight;
                    dropped.Return();
                }
            }
            if (weight < spaceBelow)
            {
                space?.TrySetResult();
                space = null;
            }
        }
    }
}

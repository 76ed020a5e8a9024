using System.Net.Sockets;

namespace ReplicaShell.Link.Relay;

/// <summary>One direction of one connection: what is read from one socket goes, in its time, to the other.</summary>
internal sealed class Flow
{
    private const int ChunksInARow = 4;

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Connection connection;
    private readonly Socket source;
    private readonly Socket target;
    private readonly Lane lane;
    private readonly DelayLine line;
    private volatile bool isSourceBroken;
    private volatile bool isTargetBroken;
    private bool isMoreLikely;

    public Flow(Connection connection, Socket source, Socket target, Lane lane)
    {
        this.connection = connection;
        this.source = source;
        this.target = target;
        this.lane = lane;
        line = new DelayLine(DeliverAsync);
    }

    /// <summary>Pumps until the source has finished and all of it has arrived, or until one side breaks.</summary>
    /// <param name="first">What was read from the source before.</param>
    /// <param name="opposite">The flow in the other direction.</param>
    public async Task RunAsync(Chunk? first, Flow opposite)
    {
        try
        {
            var chunk = first ?? await ReadAsync();
            for (var count = 1; await HandOnAsync(chunk) && chunk.Kind == ChunkKind.Data; count++)
            {
                if (count % ChunksInARow == 0)
                {
                    // The loop may run on the thread that serves all sockets: a busy flow must not keep it.
                    await Task.Yield();
                }
                chunk = await ReadAsync();
            }
            await line.Drained;
        }
        finally
        {
            ended.TrySetResult();
        }
        if (isTargetBroken)
        {
            // What the target said last is still on its way to the source; the reset follows it.
            opposite.isSourceBroken = true;
            await opposite.ended.Task;
            await connection.TurnAsync(Chunk.End(ChunkKind.Reset), 0, lane);
            connection.Reset();
        }
    }

    private async ValueTask<Chunk> ReadAsync()
    {
        Chunk? chunk = null;
        try
        {
            if (!isMoreLikely)
            {
                // A buffer is taken only when there is something to put into it: idle connections hold none.
                await source.ReceiveAsync(Memory<byte>.Empty);
            }
            chunk = Chunk.Rent();
            var count = await source.ReceiveAsync(chunk.Room);
            isMoreLikely = count >= Chunk.LargestSize;
            if (count > 0)
            {
                chunk.Fill(count);
                return chunk;
            }
        }
        catch (SocketException)
        {
            isSourceBroken = true;
        }
        chunk?.Return();
        return Chunk.End(isSourceBroken ? ChunkKind.Reset : ChunkKind.Finish);
    }

    private async ValueTask<bool> HandOnAsync(Chunk chunk)
    {
        var conditions = connection.Conditions;
        if (conditions.IsDelayed || !line.IsEmpty)
        {
            return await line.PutAsync(chunk, conditions.QueueLimit);
        }
        try
        {
            return await DeliverAsync(chunk);
        }
        finally
        {
            chunk.Return();
        }
    }

    private async Task<bool> DeliverAsync(Chunk chunk)
    {
        try
        {
            var sent = 0;
            do
            {
                var slice = await connection.TurnAsync(chunk, chunk.Length - sent, lane);
                if (slice > 0)
                {
                    var count = await target.SendAsync(chunk.Bytes.Slice(sent, slice));
                    lane.Count(count);
                    sent += count;
                }
            } while (sent < chunk.Length);
            Finish(chunk.Kind);
            return true;
        }
        catch (SocketException)
        {
            isTargetBroken = true;
            return false;
        }
    }

    private void Finish(ChunkKind kind)
    {
        if (kind == ChunkKind.Finish)
        {
            target.Shutdown(SocketShutdown.Send);
        }
        else if (kind == ChunkKind.Reset)
        {
            connection.Reset();
        }
    }
}

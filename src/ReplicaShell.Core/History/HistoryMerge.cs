namespace ReplicaShell.History;

/// <summary>Merges what the clients recorded, each in order, into one order.</summary>
internal static class HistoryMerge
{
    /// <summary>All records by the moment of invocation; of two at the same moment the client with the lower number first.</summary>
    public static OperationRecord[] ByInvocation(IReadOnlyList<RecordBuffer.Snapshot> buffers)
    {
        var total = 0L;
        foreach (var buffer in buffers)
        {
            total += buffer.Count;
        }

        var merged = new OperationRecord[total];
        var heads = new PriorityQueue<Cursor, (long Invoked, int Client)>();
        for (var client = 0; client < buffers.Count; client++)
        {
            if (buffers[client].Count > 0)
            {
                var cursor = new Cursor(buffers[client].Segments.GetEnumerator());
                heads.Enqueue(cursor, (cursor.Head.InvokedTicks, client));
            }
        }

        var next = 0;
        while (heads.TryDequeue(out var cursor, out var head))
        {
            next = TakeRun(cursor, heads, head.Client, merged, next);
            if (!cursor.AtEnd)
            {
                heads.Enqueue(cursor, (cursor.Head.InvokedTicks, head.Client));
            }
        }

        return merged;
    }

    /// <summary>Takes from one client for as long as no other is earlier: a single client never touches the heap.</summary>
    private static int TakeRun(
        Cursor cursor,
        PriorityQueue<Cursor, (long Invoked, int Client)> heads,
        int client,
        OperationRecord[] merged,
        int next
    )
    {
        var limit = heads.TryPeek(out _, out var other) ? other : (Invoked: long.MaxValue, Client: int.MaxValue);
        do
        {
            merged[next++] = cursor.Head;
            cursor.Advance();
        } while (!cursor.AtEnd && (cursor.Head.InvokedTicks, client).CompareTo(limit) < 0);

        return next;
    }

    private sealed class Cursor
    {
        private readonly IEnumerator<ArraySegment<OperationRecord>> _segments;
        private ArraySegment<OperationRecord> _segment;
        private int _index;

        public Cursor(IEnumerator<ArraySegment<OperationRecord>> segments)
        {
            _segments = segments;
            AtEnd = !_segments.MoveNext();
            _segment = _segments.Current;
        }

        public bool AtEnd { get; private set; }

        public ref readonly OperationRecord Head => ref _segment.Array![_index];

        public void Advance()
        {
            if (++_index == _segment.Count)
            {
                _index = 0;
                AtEnd = !_segments.MoveNext();
                _segment = AtEnd ? default : _segments.Current;
            }
        }
    }
}

namespace ReplicaShell.History;

/// <summary>
/// A growing sequence with one writer and any number of readers, without locks: chunks are never moved, and the count is
/// published after what it counts.
/// </summary>
internal sealed class RecordBuffer
{
    /// <summary>64 KiB a chunk, below the large object heap; the first is small, since most histories are.</summary>
    private const int ChunkLength = 2048;
    private const int FirstChunkLength = 64;

    private OperationRecord[][] _chunks = [new OperationRecord[FirstChunkLength]];
    private int _chunk;
    private int _used;
    private int _count;

    /// <summary>Adds a record; one thread at a time.</summary>
    public void Add(in OperationRecord record)
    {
        var chunks = _chunks;
        if (_used == chunks[_chunk].Length)
        {
            AddChunk(chunks);
            chunks = _chunks;
        }

        chunks[_chunk][_used++] = record;
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>What is there now; it does not change when more is added.</summary>
    public Snapshot Take()
    {
        var count = Volatile.Read(ref _count);
        return new Snapshot(Volatile.Read(ref _chunks), count);
    }

    private void AddChunk(OperationRecord[][] chunks)
    {
        if (_chunk + 1 == chunks.Length)
        {
            Array.Resize(ref chunks, chunks.Length * 2);
            Volatile.Write(ref _chunks, chunks);
        }

        chunks[++_chunk] = new OperationRecord[ChunkLength];
        _used = 0;
    }

    /// <summary>A fixed view of a buffer.</summary>
    public readonly struct Snapshot(OperationRecord[][] chunks, int count)
    {
        /// <summary>How many records it has.</summary>
        public int Count => count;

        /// <summary>Its records, chunk by chunk, in order.</summary>
        public IEnumerable<ArraySegment<OperationRecord>> Segments
        {
            get
            {
                var left = count;
                for (var index = 0; left > 0; index++)
                {
                    var length = Math.Min(left, chunks[index].Length);
                    yield return new ArraySegment<OperationRecord>(chunks[index], 0, length);
                    left -= length;
                }
            }
        }
    }
}

using System.Buffers;
using System.Diagnostics;

namespace ReplicaShell.Link.Relay;

/// <summary>Bytes on their way, or the end of them, with the moment at which they were received.</summary>
internal sealed class Chunk
{
    /// <summary>Bytes that are read at once.</summary>
    public const int LargestSize = 64 * 1024;

    /// <summary>What a chunk costs besides its bytes, so that a queue of tiny ones is bounded too.</summary>
    private const int Overhead = 128;

    private byte[] buffer;

    private Chunk(ChunkKind kind, byte[] buffer, int length)
    {
        Kind = kind;
        this.buffer = buffer;
        Length = length;
    }

    /// <summary>What the chunk is.</summary>
    public ChunkKind Kind { get; }

    /// <summary>How many bytes it has; 0 unless it is data.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, Length);

    /// <summary>The room that is not filled yet.</summary>
    public Memory<byte> Room => buffer.AsMemory(Length);

    /// <summary>Memory that the chunk holds.</summary>
    public int Weight => buffer.Length + Overhead;

    /// <summary>Where between 0 and 1 the jitter falls for this chunk.</summary>
    public double Luck { get; } = Random.Shared.NextDouble();

    /// <summary>When it was received.</summary>
    public long ArrivedAt { get; private set; } = Stopwatch.GetTimestamp();

    /// <summary>An empty chunk of data with room for <see cref="LargestSize"/> bytes.</summary>
    public static Chunk Rent() => new(ChunkKind.Data, ArrayPool<byte>.Shared.Rent(LargestSize), 0);

    /// <summary>The end of a flow.</summary>
    public static Chunk End(ChunkKind kind) => new(kind, [], 0);

    /// <summary>Says that <paramref name="count"/> more bytes have arrived in <see cref="Room"/>.</summary>
    public void Fill(int count)
    {
        Length += count;
        ArrivedAt = Stopwatch.GetTimestamp();
    }

    /// <summary>Moves few bytes into a buffer of their size, before they wait in a queue with many of their kind.</summary>
    public void Shrink()
    {
        if (Length > buffer.Length / 2 || Kind != ChunkKind.Data)
        {
            return;
        }
        var smaller = ArrayPool<byte>.Shared.Rent(Length);
        Bytes.CopyTo(smaller);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = smaller;
    }

    /// <summary>Gives the memory back; the chunk is not used again.</summary>
    public void Return()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
        }
    }
}

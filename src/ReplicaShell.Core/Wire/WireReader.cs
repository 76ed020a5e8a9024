using System.Buffers.Binary;

namespace ReplicaShell.Wire;

/// <summary>Takes messages from a stream, blocking until one is whole; the body is valid until the next one is taken.</summary>
/// <param name="stream">Where they come from.</param>
/// <param name="size">How many bytes are taken at once; longer messages make it more.</param>
internal sealed class WireReader(Stream stream, int size = 8192)
{
    private const int HeaderLength = 5;
    private const int LongestBody = 1 << 24;
    private byte[] _buffer = new byte[size];
    private int _begin;
    private int _end;
    private int _length;

    /// <summary>The letter of the message taken last.</summary>
    public char Type { get; private set; }

    /// <summary>The body of the message taken last.</summary>
    public ReadOnlySpan<byte> Body => _buffer.AsSpan(_begin - _length, _length);

    /// <summary>Takes the next message and returns its body.</summary>
    /// <exception cref="WireException">The connection ended, or what came is no message.</exception>
    public ReadOnlySpan<byte> Next()
    {
        Fill(HeaderLength);
        Type = (char)_buffer[_begin];
        var length = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(_begin + 1)) - 4;
        if (length is < 0 or > LongestBody)
        {
            throw new WireException($"The server sent a message of {length} bytes: it does not speak PostgreSQL.");
        }

        Fill(HeaderLength + length);
        _length = length;
        _begin += HeaderLength + length;
        return Body;
    }

    private void Fill(int wanted)
    {
        if (_end - _begin >= wanted)
        {
            return;
        }

        _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
        (_begin, _end) = (0, _end - _begin);
        if (wanted > _buffer.Length)
        {
            Array.Resize(ref _buffer, wanted);
        }

        while (_end < wanted)
        {
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            _end += read > 0 ? read : throw new WireException("The server closed the connection.");
        }
    }
}

using System.Buffers.Binary;

namespace ReplicaShell.Replication.Wire;

/// <summary>Takes messages from a stream, blocking until one is whole; the body is valid until the next one is taken.</summary>
internal sealed class WireReader(Stream stream)
{
    private const int HeaderLength = 5;
    private const int LongestBody = 1 << 24;
    private byte[] _buffer = new byte[8192];
    private int _begin;
    private int _end;

    /// <summary>The letter of the message taken last.</summary>
    public char Type { get; private set; }

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
        var body = _buffer.AsSpan(_begin + HeaderLength, length);
        _begin += HeaderLength + length;
        return body;
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

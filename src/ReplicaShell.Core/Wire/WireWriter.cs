using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ReplicaShell.Wire;

/// <summary>
/// Composes messages of PostgreSQL's frontend/backend protocol 3.0 (PostgreSQL documentation, "Message Formats"): a
/// letter, the length in four bytes, the body.
/// </summary>
internal sealed class WireWriter
{
    private const int ProtocolVersion = 3 << 16;
    private const int SslRequestCode = 80877103;
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    /// <summary>Everything composed so far, valid until more is added.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>Everything composed so far.</summary>
    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    /// <summary>Asks for encryption, before anything else.</summary>
    public WireWriter SslRequest() => Int32(8).Int32(SslRequestCode);

    /// <summary>Opens the session.</summary>
    public WireWriter Startup(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var body = new WireWriter().Int32(ProtocolVersion);
        foreach (var (name, value) in parameters)
        {
            body.Text(name).Text(value);
        }

        return Int32(body._buffer.WrittenCount + 5).Append(body).Byte(0);
    }

    /// <summary>The answer to AuthenticationCleartextPassword and AuthenticationMD5Password.</summary>
    public WireWriter Password(string password) => Message('p', new WireWriter().Text(password));

    /// <summary>Begins SASL.</summary>
    public WireWriter SaslInitial(string mechanism, byte[] data) =>
        Message('p', new WireWriter().Text(mechanism).Int32(data.Length).Bytes(data));

    /// <summary>Continues SASL.</summary>
    public WireWriter SaslResponse(byte[] data) => Message('p', new WireWriter().Bytes(data));

    /// <summary>Prepares a statement without parameters.</summary>
    public WireWriter Parse(string name, string sql) => Message('P', new WireWriter().Text(name).Text(sql).Int16(0));

    /// <summary>Runs a prepared statement without parameters; all its columns come in binary format.</summary>
    public WireWriter Run(string name) =>
        Message('B', new WireWriter().Text("").Text(name).Int16(0).Int16(0).Int16(1).Int16(1))
            .Message('E', new WireWriter().Text("").Int32(0));

    /// <summary>Runs a command at once; a session for replication knows no other way.</summary>
    public WireWriter Query(string command) => Message('Q', new WireWriter().Text(command));

    /// <summary>Ends a series of messages: the server answers all of them and then ReadyForQuery.</summary>
    public WireWriter Sync() => Message('S', new WireWriter());

    /// <summary>Ends the session.</summary>
    public WireWriter Terminate() => Message('X', new WireWriter());

    /// <summary>Adds messages that were composed before.</summary>
    public WireWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        _buffer.Write(bytes);
        return this;
    }

    /// <summary>Begins anew.</summary>
    public WireWriter Clear()
    {
        _buffer.ResetWrittenCount();
        return this;
    }

    private WireWriter Message(char type, WireWriter body) =>
        Byte((byte)type).Int32(body._buffer.WrittenCount + 4).Append(body);

    private WireWriter Append(WireWriter other) => Bytes(other._buffer.WrittenSpan);

    private WireWriter Byte(byte value) => Bytes([value]);

    private WireWriter Text(string text) => Bytes(Encoding.UTF8.GetBytes(text)).Byte(0);

    private WireWriter Int16(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(_buffer.GetSpan(2), value);
        _buffer.Advance(2);
        return this;
    }

    private WireWriter Int32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.GetSpan(4), value);
        _buffer.Advance(4);
        return this;
    }
}

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
    private const int CancelRequestCode = 80877102;
    private const int Int4 = 23;

    /// <summary>How far before the end of a bound key its bytes begin: itself, and the number of result formats.</summary>
    public const int KeyFromEnd = 6;

    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    /// <summary>Everything composed so far, valid until more is added.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>Everything composed so far.</summary>
    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    /// <summary>Asks for encryption, before anything else.</summary>
    public WireWriter SslRequest() => Int32(8).Int32(SslRequestCode);

    /// <summary>Asks, over another connection, to cancel what a session runs.</summary>
    public WireWriter Cancel(WireCancelKey key) =>
        Int32(16).Int32(CancelRequestCode).Int32(key.Process).Int32(key.Secret);

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

    /// <summary>Prepares a statement with one parameter, an int4.</summary>
    public WireWriter ParseWithKey(string name, string sql) =>
        Message('P', new WireWriter().Text(name).Text(sql).Int16(1).Int32(Int4));

    /// <summary>Gives a prepared statement its int4 in binary format; its columns will come as text. The int4 stands <see cref="KeyFromEnd"/> bytes before the end.</summary>
    public WireWriter BindKey(string name) =>
        Message('B', new WireWriter().Text("").Text(name).Int16(1).Int16(1).Int16(1).Int32(4).Int32(0).Int16(0));

    /// <summary>Runs what was bound last.</summary>
    public WireWriter Execute() => Message('E', new WireWriter().Text("").Int32(0));

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

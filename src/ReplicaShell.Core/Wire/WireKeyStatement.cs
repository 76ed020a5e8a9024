using System.Buffers.Binary;

namespace ReplicaShell.Wire;

/// <summary>
/// A statement whose only parameter is an int4, prepared once a session and then sent as the same bytes but for the key:
/// nothing is composed and nothing allocated. Not for several threads at once.
/// </summary>
internal sealed class WireKeyStatement
{
    private readonly byte[] _messages;
    private readonly int _key;

    public WireKeyStatement(string name, string sql)
    {
        Preparation = new WireWriter().ParseWithKey(name, sql).ToArray();
        var bound = new WireWriter().BindKey(name);
        _key = bound.Written.Length - WireWriter.KeyFromEnd;
        _messages = bound.Execute().Sync().ToArray();
    }

    /// <summary>The message that prepares it; no Sync ends it.</summary>
    public byte[] Preparation { get; }

    /// <summary>The messages that run it for a key, valid until the next call.</summary>
    public ReadOnlySpan<byte> For(int key)
    {
        BinaryPrimitives.WriteInt32BigEndian(_messages.AsSpan(_key), key);
        return _messages;
    }
}

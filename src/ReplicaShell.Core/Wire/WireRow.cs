using System.Buffers.Binary;
using System.Text;
using ReplicaShell.Topology;

namespace ReplicaShell.Wire;

/// <summary>The columns of one row in binary format, read from left to right; SQL's NULL is null.</summary>
internal ref struct WireRow
{
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private ReadOnlySpan<byte> _rest;

    /// <summary>Begins with the body of a DataRow message: the number of columns, then each with its length.</summary>
    public WireRow(ReadOnlySpan<byte> body) => _rest = body[2..];

    /// <summary>The next column, a boolean.</summary>
    public bool? NextBoolean() => Next(out var value) ? value[0] != 0 : null;

    /// <summary>The next column, an int4.</summary>
    public int? NextInt32() => Next(out var value) ? BinaryPrimitives.ReadInt32BigEndian(value) : null;

    /// <summary>The next column, a pg_lsn.</summary>
    public Lsn? NextLsn() => Next(out var value) ? new Lsn(BinaryPrimitives.ReadUInt64BigEndian(value)) : null;

    /// <summary>The next column, a text or name.</summary>
    public string? NextText() => Next(out var value) ? Encoding.UTF8.GetString(value) : null;

    /// <summary>The next column, a timestamptz: microseconds since 2000.</summary>
    public DateTimeOffset? NextTimestamp() =>
        Next(out var value) ? Epoch.AddMicroseconds(BinaryPrimitives.ReadInt64BigEndian(value)) : null;

    /// <summary>The next column, an interval: microseconds, days, months; a measured delay has no months.</summary>
    public TimeSpan? NextInterval() =>
        Next(out var value)
            ? TimeSpan.FromMicroseconds(BinaryPrimitives.ReadInt64BigEndian(value))
                + TimeSpan.FromDays(BinaryPrimitives.ReadInt32BigEndian(value[8..]))
            : null;

    private bool Next(out ReadOnlySpan<byte> value)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(_rest);
        _rest = _rest[4..];
        if (length < 0)
        {
            value = default;
            return false;
        }

        value = _rest[..length];
        _rest = _rest[length..];
        return true;
    }
}

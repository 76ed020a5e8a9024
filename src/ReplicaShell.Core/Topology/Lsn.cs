using System.Globalization;
using ReplicaShell.Views;

namespace ReplicaShell.Topology;

/// <summary>
/// A log sequence number: the position of a byte in the write-ahead log, an unsigned number of 64 bits. Its text is
/// <c>hi/lo</c>, both halves in hexadecimal: value = hi · 2³² + lo (PostgreSQL documentation, "pg_lsn Type").
/// </summary>
/// <param name="Value">The position in bytes from the beginning of the log.</param>
[TypeFormatterSource(typeof(NotebookViews))]
public readonly record struct Lsn(ulong Value) : IComparable<Lsn>, IComparable
{
    /// <summary>The position that PostgreSQL uses for "none".</summary>
    public static readonly Lsn Zero;

    /// <summary>The number of bytes from <paramref name="right"/> to <paramref name="left"/>, exact over all 64 bits.</summary>
    /// <remarks>A difference of two unsigned 64-bit numbers needs 65 bits, which Int128 has.</remarks>
    public static Int128 operator -(Lsn left, Lsn right) => (Int128)left.Value - right.Value;

    /// <summary>The position that many bytes further.</summary>
    /// <exception cref="OverflowException">It would lie outside the log.</exception>
    public static Lsn operator +(Lsn position, long bytes) => new(checked((ulong)((Int128)position.Value + bytes)));

    /// <summary>Whether the left one comes first in the log.</summary>
    public static bool operator <(Lsn left, Lsn right) => left.Value < right.Value;

    /// <summary>Whether the left one comes later in the log.</summary>
    public static bool operator >(Lsn left, Lsn right) => left.Value > right.Value;

    /// <summary>Whether the left one does not come later in the log.</summary>
    public static bool operator <=(Lsn left, Lsn right) => left.Value <= right.Value;

    /// <summary>Whether the left one does not come earlier in the log.</summary>
    public static bool operator >=(Lsn left, Lsn right) => left.Value >= right.Value;

    /// <summary>Reads the text <c>hi/lo</c>.</summary>
    /// <exception cref="FormatException">The text is no LSN.</exception>
    public static Lsn Parse(string text) =>
        TryParse(text, out var lsn)
            ? lsn
            : throw new FormatException($"'{text}' is no LSN: expected two hexadecimal numbers, such as 16/B374D848.");

    /// <summary>Reads the text <c>hi/lo</c>; false when it is no LSN.</summary>
    public static bool TryParse(string? text, out Lsn lsn)
    {
        lsn = default;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (
            slash < 0
            || !TryParseHalf(text.AsSpan(0, slash), out var high)
            || !TryParseHalf(text.AsSpan(slash + 1), out var low)
        )
        {
            return false;
        }

        lsn = new Lsn((ulong)high << 32 | low);
        return true;
    }

    /// <summary>
    /// The bytes from <paramref name="earlier"/> to this position; negative when this one is the earlier. Saturates at
    /// the ends of <see cref="long"/>, which no real log reaches.
    /// </summary>
    public long BytesSince(Lsn earlier) => (long)Int128.Clamp(this - earlier, long.MinValue, long.MaxValue);

    /// <inheritdoc/>
    public int CompareTo(Lsn other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public int CompareTo(object? obj) =>
        obj switch
        {
            null => 1,
            Lsn other => CompareTo(other),
            string text => CompareTo(Parse(text)),
            _ => throw new ArgumentException($"An LSN cannot be compared with a {obj.GetType().Name}.", nameof(obj)),
        };

    /// <summary>The text <c>hi/lo</c> as PostgreSQL writes it: upper case, no leading zeros.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(uint)(Value >> 32):X}/{(uint)Value:X}");

    private static bool TryParseHalf(ReadOnlySpan<char> text, out uint half)
    {
        half = 0;
        return text.Length is >= 1 and <= 8
            && uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out half);
    }
}

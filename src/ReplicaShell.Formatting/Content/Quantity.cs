using System.Globalization;
using ReplicaShell.Topology;

namespace ReplicaShell.Formatting.Content;

/// <summary>Quantities as cells. Their units stand in the heads of the columns; what is null is unknown.</summary>
internal static class Quantity
{
    /// <summary>Sets thousands apart, and keeps a number in one line.</summary>
    public const char Space = '\u00A0';

    /// <summary>How numbers are written.</summary>
    public static readonly NumberFormatInfo Grouped = new()
    {
        NumberGroupSeparator = Space.ToString(),
        NumberDecimalSeparator = ".",
    };

    /// <summary>A count or a number of bytes, exact.</summary>
    public static string Count(long count) => count.ToString("#,0", Grouped);

    /// <summary>A number of bytes, exact.</summary>
    public static Cell Bytes(long? bytes) => bytes is { } known ? Count(known) : Cell.Unknown;

    /// <summary>Milliseconds with one decimal place.</summary>
    public static Cell Milliseconds(TimeSpan? time) => Milliseconds(time, Cell.Unknown);

    /// <summary>Milliseconds with one decimal place.</summary>
    /// <param name="time">The time.</param>
    /// <param name="absent">What stands for null.</param>
    public static Cell Milliseconds(TimeSpan? time, Cell absent) =>
        time is { } known ? known.TotalMilliseconds.ToString("#,0.0", Grouped) : absent;

    /// <summary>Seconds with one decimal place.</summary>
    public static Cell Seconds(TimeSpan time) => time.TotalSeconds.ToString("#,0.0", Grouped);

    /// <summary>A position in the WAL.</summary>
    public static Cell Position(Lsn? position) => position is { } known ? known.ToString() : Cell.Unknown;

    /// <summary>A small number, such as that of a timeline.</summary>
    public static Cell Number(int? number) =>
        number is { } known ? known.ToString(CultureInfo.InvariantCulture) : Cell.Unknown;

    /// <summary>The time of a day, in UTC.</summary>
    public static Cell Clock(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>Date and time, in UTC.</summary>
    public static Cell Date(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Yes or no.</summary>
    public static Cell YesNo(bool yes) => yes ? "yes" : "no";
}

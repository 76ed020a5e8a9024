using System.Globalization;

namespace ReplicaShell.Plotting;

/// <summary>Quantities as people write them.</summary>
internal static class Units
{
    private static readonly string[] ByteUnits = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>A time with three significant digits: 0.4 ms, 131 ms, 1.32 s, 2 min 5 s.</summary>
    public static string Time(TimeSpan time) =>
        time.TotalMilliseconds switch
        {
            0 => "0 ms",
            < 9.95 => Text($"{time.TotalMilliseconds:0.0} ms"),
            < 999.5 => Text($"{time.TotalMilliseconds:0} ms"),
            < 59_950 => Text($"{time.TotalSeconds:0.##} s"),
            _ => Text($"{(long)time.TotalMinutes} min {time.Seconds} s"),
        };

    /// <summary>A number of bytes in the decimal units: 980 B, 4.2 MB.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        while (Math.Abs(bytes) >= 999.5 && unit < ByteUnits.Length - 1)
        {
            bytes /= 1000;
            unit++;
        }

        return Math.Abs(bytes) >= 10 ? Text($"{bytes:0.#} {ByteUnits[unit]}") : Text($"{bytes:0.##} {ByteUnits[unit]}");
    }

    /// <summary>A count with its thousands set apart.</summary>
    public static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}

using System.Globalization;
using System.Numerics;

namespace ReplicaShell.Course;

/// <summary>Whether two values of whatever types say the same, and how a value reads.</summary>
internal static class Likeness
{
    public static bool Agree(object? left, object? right, double within) =>
        (left, right) switch
        {
            (null, null) => true,
            (null, _) or (_, null) => false,
            (TimeSpan one, TimeSpan other) => Math.Abs((one - other).TotalSeconds) <= within,
            (string one, string other) => one.Trim().Equals(other.Trim(), StringComparison.OrdinalIgnoreCase),
            _ when Number(left) is { } one && Number(right) is { } other => Math.Abs(one - other) <= within,
            _ => left.Equals(right) || Text(left).Equals(Text(right), StringComparison.OrdinalIgnoreCase),
        };

    /// <summary>The value as a learner would write it.</summary>
    public static string Text(object? value) =>
        value switch
        {
            null => "nothing",
            true => "yes",
            false => "no",
            TimeSpan span => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s"),
            string text => text,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            System.Collections.IEnumerable many => string.Join(", ", many.Cast<object?>().Select(Text)),
            _ => value.ToString() ?? string.Empty,
        };

    private static double? Number(object value) =>
        value switch
        {
            byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal =>
                Convert.ToDouble(value, CultureInfo.InvariantCulture),
            Int128 number => (double)number,
            BigInteger number => (double)number,
            _ => null,
        };
}

using System.Globalization;
using System.Numerics;

namespace ReplicaShell.Course.Answers;

/// <summary>Whole numbers of whatever type, exact.</summary>
internal static class WholeNumbers
{
    /// <summary>The number's digits; null when it is none, or no whole one.</summary>
    public static string? Text(object? value) =>
        value switch
        {
            byte or sbyte or short or ushort or int or uint or long or ulong or Int128 or UInt128 or BigInteger =>
                Convert.ToString(value, CultureInfo.InvariantCulture),
            decimal number when decimal.IsInteger(number) => Text(new BigInteger(number)),
            double number when double.IsInteger(number) => Text(new BigInteger(number)),
            float number when float.IsInteger(number) => Text(new BigInteger(number)),
            _ => null,
        };
}

using System.Globalization;

namespace ReplicaShell.Measurements;

/// <summary>How measured values are spread. All are in the unit of what was measured.</summary>
/// <param name="Minimum">The least.</param>
/// <param name="Median">Half of them are no greater; of an even number the mean of the two in the middle.</param>
/// <param name="Percentile90">Nine of ten are no greater: the value at that rank, none in between.</param>
/// <param name="Maximum">The greatest.</param>
/// <param name="Values">All, in the order in which they were measured.</param>
public sealed record Distribution(
    double Minimum,
    double Median,
    double Percentile90,
    double Maximum,
    IReadOnlyList<double> Values
)
{
    /// <summary>The distribution of values, of which there is one at least.</summary>
    public static Distribution Of(IEnumerable<double> values)
    {
        double[] all = [.. values];
        ArgumentOutOfRangeException.ThrowIfZero(all.Length, nameof(values));
        var sorted = all.Order().ToArray();
        var middle = sorted.Length / 2;
        return new Distribution(
            sorted[0],
            sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2,
            sorted[(int)Math.Ceiling(sorted.Length * 0.9) - 1],
            sorted[^1],
            all
        );
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Minimum == Maximum ? Text(Median) : $"{Text(Median)} ({Text(Minimum)} to {Text(Maximum)})";

    private static string Text(double value) =>
        value.ToString(value % 1 == 0 ? "0" : "0.0", CultureInfo.InvariantCulture);
}

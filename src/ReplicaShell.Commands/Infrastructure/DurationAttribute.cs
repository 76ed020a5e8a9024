using System.Globalization;
using System.Management.Automation;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>
/// Lets a TimeSpan parameter take what people write: a TimeSpan, a number of seconds (the engine by itself would take
/// ticks), <c>00:00:05</c>, or a number with a unit: <c>250ms</c>, <c>5s</c>, <c>2m</c>, <c>1h</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute : ArgumentTransformationAttribute
{
    private static readonly (string Suffix, double Seconds)[] s_units =
    [
        ("ms", 0.001),
        ("s", 1),
        ("m", 60),
        ("h", 3600),
    ];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        TimeSpan? duration = value switch
        {
            TimeSpan span => span,
            string text => Parse(text.Trim()),
            IConvertible number and not (bool or char or DateTime or Enum) => Parse(
                LanguagePrimitives.ConvertTo<string>(inputData),
                number
            ),
            _ => null,
        };
        if (value is null)
        {
            return inputData!;
        }

        if (duration is not { Ticks: >= 0 })
        {
            throw new ArgumentTransformationMetadataException(
                $"'{value}' is not a duration. Give seconds (5, 0.25), a number with a unit (250ms, 5s, 2m, 1h) or "
                    + "hours, minutes and seconds (00:00:05)."
            );
        }

        return duration.Value;
    }

    /// <summary>
    /// What looks like a number to the engine, which has suffixes of its own: 0.5s would be the short integer 0, and 5d the
    /// decimal 5. It remembers how an argument was written.
    /// </summary>
    private static TimeSpan? Parse(string written, IConvertible number) =>
        written.Length > 0
        && char.IsAsciiLetter(written[^1])
        && !written.TrimStart('-').StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? Parse(written)
            : FromSeconds(number.ToDouble(CultureInfo.InvariantCulture));

    private static TimeSpan? Parse(string text)
    {
        foreach ((string suffix, double seconds) in s_units)
        {
            if (
                text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && Number(text[..^suffix.Length]) is { } count
            )
            {
                return FromSeconds(count * seconds);
            }
        }

        if (Number(text) is { } plain)
        {
            return FromSeconds(plain);
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span) ? span : null;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    private static TimeSpan? FromSeconds(double seconds) =>
        double.IsFinite(seconds) && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;
}

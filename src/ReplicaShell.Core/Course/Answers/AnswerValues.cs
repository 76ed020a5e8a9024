using System.Collections;
using System.Globalization;
using System.Text.Json;
using ReplicaShell.Course.Ground;

namespace ReplicaShell.Course.Answers;

/// <summary>Values as answers: what a learner gave, in the form in which the check reads it.</summary>
internal static class AnswerValues
{
    /// <summary>The value as JSON; null when it is none that such a task takes.</summary>
    public static JsonElement? ToJson(AnswerKind kind, object? value) =>
        kind switch
        {
            AnswerKind.Number => Whole(value) is { } number ? JsonSerializer.SerializeToElement(number) : null,
            AnswerKind.Port => Port(value) is { } port ? JsonSerializer.SerializeToElement(port) : null,
            AnswerKind.Script => Script(value) is { } script ? JsonSerializer.SerializeToElement(script) : null,
            AnswerKind.Keys => Keys(value) is { } keys ? JsonSerializer.SerializeToElement(keys) : null,
            _ => null,
        };

    private static long? Whole(object? value) =>
        long.TryParse(
            WholeNumbers.Text(value) ?? (value as string)?.Trim(),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    private static string? Port(object? value)
    {
        var text = (WholeNumbers.Text(value) ?? value as string)?.Trim() ?? string.Empty;
        var parts = text.Split(':');
        return
            parts.Length is 1 or 2
            && parts[0].Length > 0
            && Whole(parts[^1]) is >= 1 and <= System.Net.IPEndPoint.MaxPort
            ? text
            : null;
    }

    private static string? Script(object? value)
    {
        var words = (value as string)?.Split(
            [' ', ',', ';', '-', ':', '.'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        return
            words is [var letter, var situation]
            && letter.ToUpperInvariant() is "A" or "B" or "C"
            && situation.ToLowerInvariant() is LagScripts.Idle or LagScripts.Cut
            ? $"{letter.ToUpperInvariant()} {situation.ToLowerInvariant()}"
            : null;
    }

    /// <summary>Without what is said twice, in order.</summary>
    private static long[]? Keys(object? value)
    {
        IEnumerable<object?> items = value switch
        {
            string text => text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries),
            IEnumerable many => many.Cast<object?>(),
            _ => [value],
        };
        var keys = items.Select(Whole).ToList();
        return keys.Contains(null) ? null : [.. keys.OfType<long>().Distinct().Order()];
    }
}

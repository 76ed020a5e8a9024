using System.Globalization;
using System.Text.RegularExpressions;

namespace ReplicaShell.Engines;

/// <summary>How a run of pg_rewind ended.</summary>
/// <param name="Failure">Why it did not succeed, a sentence; null when it did.</param>
/// <param name="CopiedBytes">How much it copied, to the kilobyte; null when it did not say.</param>
internal sealed partial record RewindOutcome(string? Failure, long? CopiedBytes)
{
    /// <summary>Where there is no such program, as in npm's packages.</summary>
    public static RewindOutcome Missing { get; } = new("This PostgreSQL comes without pg_rewind.", null);

    /// <summary>Reads what pg_rewind said with --progress.</summary>
    /// <param name="succeeded">Whether its exit code was 0.</param>
    /// <param name="said">All that it printed.</param>
    public static RewindOutcome Of(bool succeeded, string said)
    {
        var copied = Copied().Matches(said) is { Count: > 0 } reports
            ? long.Parse(reports[^1].Groups[1].Value, CultureInfo.InvariantCulture) * 1024
            : (long?)null;
        return succeeded
            // It says nothing of bytes where it had nothing to do.
            ? new RewindOutcome(null, copied ?? 0)
            : new RewindOutcome($"pg_rewind failed: {Reason(said)}.", copied);
    }

    private static string Reason(string said)
    {
        var lines = said.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var line =
            lines.LastOrDefault(text => text.Contains("error: ", StringComparison.Ordinal)) ?? lines.LastOrDefault();
        return line is null
            ? "it said nothing"
            : line[(line.LastIndexOf("error: ", StringComparison.Ordinal) is >= 0 and var at ? at + 7 : 0)..]
                .TrimEnd('.');
    }

    // 54226/54226 kB (100%) copied
    [GeneratedRegex(@"(\d+)/\d+ kB \(\d+%\) copied")]
    private static partial Regex Copied();
}

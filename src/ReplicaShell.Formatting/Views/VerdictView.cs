using System.Globalization;
using ReplicaShell.Checkers;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>A verdict: its sentences, its counts, and behind a headline the keys.</summary>
internal sealed class VerdictView : ViewOf<Verdict>
{
    /// <summary>The counts.</summary>
    public static readonly Column<Verdict>[] Counts =
    [
        new("Attempted", verdict => Quantity.Count(verdict.Attempted), IsNumber: true),
        new("Acknowledged", verdict => Quantity.Count(verdict.Acknowledged), IsNumber: true),
        new("Lost", Lost, IsNumber: true),
        new("Lost (%)", Share, IsNumber: true),
        new("Unknown", verdict => Quantity.Count(verdict.Unknown), IsNumber: true),
        new("Recovered", verdict => Quantity.Count(verdict.Recovered), IsNumber: true),
        new("Failed", verdict => Quantity.Count(verdict.Failed), IsNumber: true),
    ];

    /// <summary>What is shown of a verdict, alone or within a result.</summary>
    public static IEnumerable<IPart> PartsOf(Verdict verdict)
    {
        var well = verdict.Lost == 0 && verdict.UnexpectedKeys.Count == 0;
        yield return new Sentence(verdict.Explanation, well ? Tone.Good : Tone.Bad);
        yield return Grid.First(Counts, [verdict]);
        if (verdict.LostKeys.Count > 0)
        {
            yield return Keys("Lost keys", verdict.LostKeys);
        }

        if (verdict.UnexpectedKeys.Count > 0)
        {
            yield return Keys("Keys that are there though every write of them failed", verdict.UnexpectedKeys);
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(Verdict value) => PartsOf(value);

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<Verdict> values) => [Grid.First(Counts, values)];

    private static Folded Keys(string headline, IReadOnlyList<int> keys) =>
        new($"{headline} ({Quantity.Count(keys.Count)})", KeyRanges.Text(keys));

    private static Cell Lost(Verdict verdict) =>
        new(Quantity.Count(verdict.Lost), verdict.Lost > 0 ? Tone.Bad : Tone.Good);

    private static Cell Share(Verdict verdict) =>
        verdict.Acknowledged > 0
            ? (100.0 * verdict.Lost / verdict.Acknowledged).ToString("0.#", CultureInfo.InvariantCulture)
            : Cell.Absent("none acknowledged");
}

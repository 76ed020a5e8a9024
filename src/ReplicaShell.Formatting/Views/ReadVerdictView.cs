using ReplicaShell.Checkers;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>How recent reads were: the sentences and the counts.</summary>
internal sealed class ReadVerdictView : ViewOf<ReadVerdict>
{
    private static readonly Column<ReadVerdict>[] Columns =
    [
        new("Reads", verdict => Quantity.Count(verdict.Reads), IsNumber: true),
        new("Missed", verdict => Quantity.Count(verdict.Missed), IsNumber: true),
        new("Stale", verdict => Quantity.Count(verdict.Stale), IsNumber: true),
        new("Read your writes", verdict => Quantity.Count(verdict.ReadYourWrites), IsNumber: true),
        new("Monotonic reads", verdict => Quantity.Count(verdict.MonotonicReads), IsNumber: true),
        new(
            "Staleness (ms)",
            verdict => Quantity.Milliseconds(verdict.Staleness, Cell.Absent("none stale")),
            IsNumber: true
        ),
    ];

    /// <summary>What is shown of a verdict, alone or within a result.</summary>
    public static IEnumerable<IPart> PartsOf(ReadVerdict verdict) =>
        [new Sentence(verdict.Explanation, verdict.Stale == 0 ? Tone.Good : Tone.Bad), Grid.First(Columns, [verdict])];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(ReadVerdict value) => PartsOf(value);

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<ReadVerdict> values) => [Grid.First(Columns, values)];
}

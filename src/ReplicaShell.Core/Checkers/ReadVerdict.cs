using ReplicaShell.History;
using ReplicaShell.Views;

namespace ReplicaShell.Checkers;

/// <summary>How recent the reads of a run were, judged by what its clients already knew.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record ReadVerdict
{
    /// <summary>How many reads were answered, with the row or without.</summary>
    public required int Reads { get; init; }

    /// <summary>How many of them did not return the row.</summary>
    public required int Missed { get; init; }

    /// <summary>
    /// How many of them are stale: they missed a row that was known before they began. Known is a row from the moment at
    /// which the first acknowledged write of it, or the first read that returned it, was completed, by whatever client.
    /// </summary>
    public required int Stale { get; init; }

    /// <summary>How many of the stale reads missed a write that the same client had been told is acknowledged.</summary>
    public required int ReadYourWrites { get; init; }

    /// <summary>How many of the stale reads missed a row that the same client had read before: it went back in time.</summary>
    public required int MonotonicReads { get; init; }

    /// <summary>The keys that stale reads missed, in ascending order, each once.</summary>
    public required IReadOnlyList<int> StaleKeys { get; init; }

    /// <summary>The longest time for which a row had been known when a read that missed it began; null when none was stale.</summary>
    public required TimeSpan? Staleness { get; init; }

    /// <summary>The stale read that was invoked first; null when none was stale.</summary>
    public required Operation? Counterexample { get; init; }

    /// <summary>The verdict in sentences, with the first stale read as the counterexample.</summary>
    public required string Explanation { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Explanation;
}

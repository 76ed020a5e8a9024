using ReplicaShell.History;
using ReplicaShell.Views;

namespace ReplicaShell.Checkers;

/// <summary>What became of the writes of a run, judged by what the surviving node has.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record Verdict
{
    /// <summary>How many writes the clients began: the sum of the three outcomes.</summary>
    public required int Attempted { get; init; }

    /// <summary>How many writes the leader acknowledged.</summary>
    public required int Acknowledged { get; init; }

    /// <summary>How many writes have an outcome that the client cannot know. They are neither acknowledged nor lost.</summary>
    public required int Unknown { get; init; }

    /// <summary>How many writes certainly did not happen, as far as the client was told.</summary>
    public required int Failed { get; init; }

    /// <summary>How many keys were acknowledged and are not on the survivor: the length of <see cref="LostKeys"/>.</summary>
    public required int Lost { get; init; }

    /// <summary>The keys that were acknowledged and are not on the survivor, in ascending order; in <c>inventory</c> productIds.</summary>
    public required IReadOnlyList<int> LostKeys { get; init; }

    /// <summary>How many keys that were written with an unknown outcome, and never acknowledged, are on the survivor.</summary>
    public required int Recovered { get; init; }

    /// <summary>
    /// The keys whose every write failed and that are on the survivor all the same, in ascending order: the leader said
    /// no to what it kept, or somebody else wrote that key. Empty when all is well.
    /// </summary>
    public required IReadOnlyList<int> UnexpectedKeys { get; init; }

    /// <summary>The verdict in sentences, with the first lost write as the counterexample.</summary>
    public required string Explanation { get; init; }

    /// <summary>The write that proves the loss: the lost one that was invoked first; null when nothing is lost.</summary>
    public Operation? Counterexample { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Explanation;
}

using ReplicaShell.Course;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>The pair of the lessons: the pair, and what opening it did.</summary>
internal sealed class LabView : ViewOf<Lab>
{
    private static readonly OpenPairView Pair = new();

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(Lab value) =>
        [.. value.Notes.Select(note => new Sentence(note)), .. Pair.One(value.Pair)];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<Lab> values) =>
        Pair.Several([.. values.Select(lab => lab.Pair)]);
}

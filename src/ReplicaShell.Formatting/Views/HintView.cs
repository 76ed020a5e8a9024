using ReplicaShell.Course;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>Hints, each as the sentence that it is.</summary>
internal sealed class HintView : ViewOf<Hint>
{
    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<Hint> values) =>
        values.Select(hint => new Sentence(
            FormattableString.Invariant($"Hint {hint.Number} of {hint.Of} for {hint.Task}: {hint.Text}")
        ));
}

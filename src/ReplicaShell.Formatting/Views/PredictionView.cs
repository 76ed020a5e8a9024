using ReplicaShell.Course;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>What a learner expected, beside what was measured. To be wrong is no fault, so no tone says that it is.</summary>
internal sealed class PredictionView : ViewOf<PredictionResult>
{
    private static readonly Column<PredictionResult>[] Columns =
    [
        new("Question", result => result.Question),
        new("Predicted", result => OwnRows.Value(result.Predicted), IsNumber: true),
        new("Measured", result => OwnRows.Value(result.Measured), IsNumber: true),
        new("", result => result.Right ? new Cell("right", Tone.Good) : "not so"),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<PredictionResult> values) =>
        [Grid.First(Columns, values)];
}

using ReplicaShell.Course;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>Answers that a learner submitted.</summary>
internal sealed class SubmissionView : ViewOf<Submission>
{
    private static readonly Column<Submission>[] Columns =
    [
        new("Exercise", answer => Quantity.Number(answer.Exercise), IsNumber: true),
        new("Task", answer => answer.Task),
        new("Answer", answer => answer.Answer),
        new("Submitted (UTC)", answer => Quantity.Clock(answer.SubmittedAt)),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<Submission> values) => [Grid.First(Columns, values)];
}

using ReplicaShell.Failover.Fences;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>Writes that were attempted at a fenced node.</summary>
internal sealed class FenceAttemptView : ViewOf<FenceAttempt>
{
    /// <summary>The columns.</summary>
    public static readonly Column<FenceAttempt>[] Columns =
    [
        new("Attempted by", attempt => attempt.Session),
        new(
            "Write",
            attempt => attempt.GotThrough ? new Cell("acknowledged", Tone.Bad) : new Cell("not made", Tone.Good)
        ),
        new("Answer", attempt => attempt.Answer),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<FenceAttempt> values) => [Grid.First(Columns, values)];
}

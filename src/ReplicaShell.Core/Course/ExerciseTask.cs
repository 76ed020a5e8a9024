using ReplicaShell.Views;

namespace ReplicaShell.Course;

/// <summary>One thing to do in an exercise.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record ExerciseTask
{
    /// <summary>The name by which cmdlets and checks call it, such as <c>slot-active</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What to do, in a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>How many points it gives.</summary>
    public required int Points { get; init; }

    /// <summary>How many hints there are.</summary>
    public required int Hints { get; init; }

    /// <summary>How many of them were taken.</summary>
    public int HintsUsed { get; init; }

    /// <summary>What was submitted, readable; null when nothing was.</summary>
    public string? Answer { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}

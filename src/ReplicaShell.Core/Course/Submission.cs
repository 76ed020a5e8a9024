using ReplicaShell.Views;

namespace ReplicaShell.Course;

/// <summary>An answer as it was kept.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record Submission
{
    /// <summary>The number of the exercise.</summary>
    public required int Exercise { get; init; }

    /// <summary>The task's id.</summary>
    public required string Task { get; init; }

    /// <summary>The answer, readable; of a function how many inputs it was called with.</summary>
    public required string Answer { get; init; }

    /// <summary>When it was submitted, in UTC.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Exercise} {Task}: {Answer}";
}

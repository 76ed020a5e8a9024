using ReplicaShell.Views;

namespace ReplicaShell.Course;

/// <summary>A mistake that costs points wherever it is found.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record ExerciseTrap
{
    /// <summary>The name by which checks call it, such as <c>open-door</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What the mistake is, in a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>How many points it takes off, a positive number.</summary>
    public required int Points { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}

namespace ReplicaShell.Course.Metadata;

/// <summary>A task as <c>course.json</c> tells it.</summary>
public sealed record CourseTask
{
    /// <summary>The name by which cmdlets and checks call it.</summary>
    public required string Id { get; init; }

    /// <summary>What to do, in a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>How many points it gives.</summary>
    public required int Points { get; init; }

    /// <summary>The hints, in the order in which they are given.</summary>
    public required IReadOnlyList<string> Hints { get; init; }

    /// <summary>The reason, or its beginning, for which the check of an unsolved exercise fails.</summary>
    public required string Unsolved { get; init; }
}

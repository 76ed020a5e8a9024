namespace ReplicaShell.Course.Metadata;

/// <summary>A unit of the course as <c>course.json</c> tells it.</summary>
public sealed record CourseUnit
{
    /// <summary>The unit's number.</summary>
    public required int Number { get; init; }

    /// <summary>The unit's name, such as <c>leader-and-follower</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The unit's title.</summary>
    public required string Title { get; init; }

    /// <summary>What the learner can do after it, a sentence each.</summary>
    public required IReadOnlyList<string> Goals { get; init; }

    /// <summary>How many minutes it takes.</summary>
    public required int Minutes { get; init; }

    /// <summary>The lesson's notebook, relative to the notebooks' folder.</summary>
    public required string Lesson { get; init; }

    /// <summary>The exercise's notebook, relative to the notebooks' folder.</summary>
    public required string Exercise { get; init; }

    /// <summary>The solution's notebook, relative to the notebooks' folder.</summary>
    public required string Solution { get; init; }

    /// <summary>What the unit needs of its pair.</summary>
    public required CourseNeeds Needs { get; init; }

    /// <summary>What to do.</summary>
    public required IReadOnlyList<CourseTask> Tasks { get; init; }

    /// <summary>What to avoid.</summary>
    public required IReadOnlyList<ExerciseTrap> Traps { get; init; }
}

using ReplicaShell.Views;

namespace ReplicaShell.Course;

/// <summary>What a check found.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record CheckResult
{
    /// <summary>The number of the exercise.</summary>
    public required int Exercise { get; init; }

    /// <summary>The id of the task or trap.</summary>
    public required string Task { get; init; }

    /// <summary>What was to be done, or avoided.</summary>
    public required string Title { get; init; }

    /// <summary>Whether it is a task or a trap.</summary>
    public required CheckKind Kind { get; init; }

    /// <summary>Whether the task is done in full, or the trap was not walked into.</summary>
    public required bool Passed { get; init; }

    /// <summary>The points: from 0 to <see cref="MaxPoints"/> for a task, 0 or below for a trap.</summary>
    public required int Points { get; init; }

    /// <summary>The most points there are; 0 for a trap.</summary>
    public required int MaxPoints { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>What was seen, a line each.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>How many hints of the task were taken.</summary>
    public required int HintsUsed { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Task}: {Reason}";
}

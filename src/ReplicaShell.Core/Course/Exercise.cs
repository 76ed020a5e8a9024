using ReplicaShell.Views;

namespace ReplicaShell.Course;

/// <summary>The exercise of one unit of the course, and how far the learner is with it.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record Exercise
{
    /// <summary>The unit's number.</summary>
    public required int Number { get; init; }

    /// <summary>The unit's name, such as <c>leader-and-follower</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The unit's title.</summary>
    public required string Title { get; init; }

    /// <summary>What the learner can do after it, a sentence each.</summary>
    public required IReadOnlyList<string> Goals { get; init; }

    /// <summary>How many minutes the unit takes.</summary>
    public required int Minutes { get; init; }

    /// <summary>The points of the last check of every task and trap; 0 before the first.</summary>
    public int Points { get; init; }

    /// <summary>The sum of all tasks' points.</summary>
    public required int MaxPoints { get; init; }

    /// <summary>How far the learner is.</summary>
    public ExerciseState State { get; init; }

    /// <summary>The seed from which this learner's data were made; null before the start.</summary>
    public int? Seed { get; init; }

    /// <summary>The pair it is done on; null before the start.</summary>
    public string? Pair { get; init; }

    /// <summary>What to do.</summary>
    public required IReadOnlyList<ExerciseTask> Tasks { get; init; }

    /// <summary>What to avoid.</summary>
    public required IReadOnlyList<ExerciseTrap> Traps { get; init; }

    /// <summary>
    /// What was laid out for the learner at the start, by name: an address, a folder, a script to judge. Empty before the
    /// start and where the exercise needs nothing. It holds no secrets, at most the path of a file that does.
    /// </summary>
    public IReadOnlyDictionary<string, string> Materials { get; init; } = new Dictionary<string, string>();

    /// <summary>What Start or Reset did to lay the ground, a sentence each; empty elsewhere.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The lesson's notebook, relative to the notebooks' folder.</summary>
    public required string Lesson { get; init; }

    /// <summary>The exercise's notebook, relative to the notebooks' folder.</summary>
    public required string Notebook { get; init; }

    /// <summary>The solution's notebook, relative to the notebooks' folder.</summary>
    public required string Solution { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Number} {Title}";
}

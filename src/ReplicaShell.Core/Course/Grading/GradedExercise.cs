using ReplicaShell.Views;

namespace ReplicaShell.Course.Grading;

/// <summary>How one exercise of a submission was graded.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record GradedExercise
{
    /// <summary>The number of the exercise.</summary>
    public required int Number { get; init; }

    /// <summary>Its name, such as <c>losing-data</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>The file that was executed; null when there was none.</summary>
    public string? Notebook { get; init; }

    /// <summary>What became of the notebook.</summary>
    public required SubmissionStatus Status { get; init; }

    /// <summary>The place of the cell at which it ended, from 1, prose included; null when it completed or did not begin.</summary>
    public int? Cell { get; init; }

    /// <summary>Why it did not complete; null when it did.</summary>
    public string? Message { get; init; }

    /// <summary>The end of what its cells showed; text of the learner's, to be shown with care.</summary>
    public string Output { get; init; } = "";

    /// <summary>What the grader noticed besides, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The seed from which its data were made.</summary>
    public required int Seed { get; init; }

    /// <summary>What was checked: a result for each task and each trap.</summary>
    public required IReadOnlyList<CheckResult> Results { get; init; }

    /// <summary>How long the execution took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The points of the tasks and, below zero, of the traps; never less than 0.</summary>
    public int Points => Math.Max(0, Results.Sum(result => result.Points));

    /// <summary>The most points there are.</summary>
    public int MaxPoints => Results.Sum(result => result.MaxPoints);

    /// <summary>The status as people read it, such as <c>Failed in cell 7: SqlFailed: …</c>.</summary>
    public string StatusText =>
        Status.ToString() + (Cell is null ? "" : $" in cell {Cell}") + (Message is null ? "" : $": {Message}");

    /// <inheritdoc/>
    public override string ToString() => $"{Number} {Name}: {Points} of {MaxPoints}, {StatusText}";
}

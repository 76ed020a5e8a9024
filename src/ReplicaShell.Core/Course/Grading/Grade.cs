using ReplicaShell.Views;

namespace ReplicaShell.Course.Grading;

/// <summary>What a submission is worth, and why.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record Grade
{
    /// <summary>The name of the submission: that of its folder.</summary>
    public required string Submission { get; init; }

    /// <summary>The folder.</summary>
    public required string Path { get; init; }

    /// <summary>The exercises, in their order.</summary>
    public required IReadOnlyList<GradedExercise> Exercises { get; init; }

    /// <summary>When it was graded, in UTC.</summary>
    public required DateTimeOffset GradedAt { get; init; }

    /// <summary>How long the grading took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The XML report; null when none was asked for.</summary>
    public string? ReportPath { get; init; }

    /// <summary>The same for people, as a page; null when no report was asked for.</summary>
    public string? HtmlPath { get; init; }

    /// <summary>The sum of the exercises' points.</summary>
    public int Points => Exercises.Sum(exercise => exercise.Points);

    /// <summary>The most points there are.</summary>
    public int MaxPoints => Exercises.Sum(exercise => exercise.MaxPoints);

    /// <summary>Points in percent of the most there are, with one decimal; 0 where there are none.</summary>
    public double Percent => MaxPoints == 0 ? 0 : Math.Round(100.0 * Points / MaxPoints, 1);

    /// <summary>The results of all tasks and traps, in the order of the exercises.</summary>
    public IReadOnlyList<CheckResult> Results => [.. Exercises.SelectMany(exercise => exercise.Results)];

    /// <summary>The traps that were walked into.</summary>
    public IReadOnlyList<CheckResult> Traps =>
        [.. Results.Where(result => result is { Kind: CheckKind.Trap, Passed: false })];

    /// <summary>How many hints the notebooks took.</summary>
    public int HintsUsed => Results.Sum(result => result.HintsUsed);

    /// <inheritdoc/>
    public override string ToString() => $"{Submission}: {Points} of {MaxPoints} points";
}

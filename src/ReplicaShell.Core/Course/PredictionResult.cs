using ReplicaShell.Views;

namespace ReplicaShell.Course;

/// <summary>A prediction beside what was measured.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record PredictionResult
{
    /// <summary>What was asked.</summary>
    public required string Question { get; init; }

    /// <summary>The learner's answer.</summary>
    public required object? Predicted { get; init; }

    /// <summary>What the run showed.</summary>
    public required object? Measured { get; init; }

    /// <summary>Whether they agree.</summary>
    public required bool Right { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Question} Predicted {Likeness.Text(Predicted)}, measured {Likeness.Text(Measured)}: "
        + (Right ? "right." : "not so.");
}

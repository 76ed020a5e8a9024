using ReplicaShell.Views;

namespace ReplicaShell.Course;

/// <summary>One hint for a task.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record Hint
{
    /// <summary>The number of the exercise.</summary>
    public required int Exercise { get; init; }

    /// <summary>The task's id.</summary>
    public required string Task { get; init; }

    /// <summary>Which hint this is, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>How many there are.</summary>
    public required int Of { get; init; }

    /// <summary>The hint.</summary>
    public required string Text { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

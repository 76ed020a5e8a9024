using ReplicaShell.Views;

namespace ReplicaShell.Replication.Alerts;

/// <summary>An alert that fired, or that is over.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record AlertEvent
{
    /// <summary>The moment of the sample that decided it.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The name of the pair.</summary>
    public required string Pair { get; init; }

    /// <summary>The name of the rule, such as Standstill or Lag.</summary>
    public required string Rule { get; init; }

    /// <summary>The node that it is about; null when it is about the pair as a whole.</summary>
    public string? Node { get; init; }

    /// <summary>Whether it began or is over.</summary>
    public required AlertChange Change { get; init; }

    /// <summary>The value that was judged, in <see cref="Unit"/>; null when it is no number.</summary>
    public double? Value { get; init; }

    /// <summary>The value from which on it fires; null where there is none.</summary>
    public double? Threshold { get; init; }

    /// <summary>What both are counted in, such as bytes or s; null where there are none.</summary>
    public string? Unit { get; init; }

    /// <summary>What was seen, in a sentence.</summary>
    public required string Message { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Node is null ? $"{Rule} {Change}" : $"{Rule} {Node} {Change}";
}

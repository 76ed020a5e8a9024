using ReplicaShell.Views;

namespace ReplicaShell.Replication.Health;

/// <summary>One question about a pair, or one node of it, with its answer and what to do about it.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record HealthCheck
{
    /// <summary>The moment of the question, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The name of the pair.</summary>
    public required string Pair { get; init; }

    /// <summary>The name of the check, such as Lag or SlotReserve.</summary>
    public required string Name { get; init; }

    /// <summary>The node that it is about; null when it is about the pair as a whole.</summary>
    public string? Node { get; init; }

    /// <summary>What it found.</summary>
    public required HealthStatus Status { get; init; }

    /// <summary>The value that was judged, in <see cref="Unit"/>; null when it could not be asked, or is no number.</summary>
    public double? Value { get; init; }

    /// <summary>The value at which it is no longer Ok; null where there is none.</summary>
    public double? Threshold { get; init; }

    /// <summary>What both are counted in, such as bytes or %; null where there are none.</summary>
    public string? Unit { get; init; }

    /// <summary>What was seen, in a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What to do, with the command where there is one; null when it is Ok.</summary>
    public string? Advice { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Node is null ? $"{Name}: {Status}" : $"{Name} {Node}: {Status}";
}

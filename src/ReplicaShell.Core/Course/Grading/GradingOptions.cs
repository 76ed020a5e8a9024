namespace ReplicaShell.Course.Grading;

/// <summary>How submissions are graded.</summary>
public sealed record GradingOptions
{
    /// <summary>The exercises, by their numbers.</summary>
    public required IReadOnlyList<int> Exercises { get; init; }

    /// <summary>The words that start the program <c>replicashell</c>, which executes the notebooks.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>
    /// What the data are made from. A notebook that starts its exercise with another seed gets no points then. Null is a
    /// seed by chance, and a notebook may choose another.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>How long each notebook may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the checks of an exercise may take.</summary>
    public TimeSpan CheckLimit { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How much memory the kernel of a notebook may take for its objects, in bytes.</summary>
    public long MemoryLimit { get; init; } = 2L * 1024 * 1024 * 1024;
}

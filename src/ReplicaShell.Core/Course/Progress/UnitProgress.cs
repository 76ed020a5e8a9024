using ReplicaShell.Course.Metadata;

namespace ReplicaShell.Course.Progress;

/// <summary>How far the learner is with one exercise.</summary>
internal sealed record UnitProgress
{
    public required int Seed { get; init; }

    public required string Pair { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public bool Passed { get; init; }

    /// <summary>What the checks must know of the ground as it was laid: names, positions. By name.</summary>
    public IReadOnlyDictionary<string, string> Ground { get; init; } = new Dictionary<string, string>();

    /// <summary>What was laid out for the learner, by name.</summary>
    public IReadOnlyDictionary<string, string> Materials { get; init; } = new Dictionary<string, string>();

    /// <summary>The answers, by task.</summary>
    public IReadOnlyDictionary<string, Answer> Answers { get; init; } = new Dictionary<string, Answer>();

    /// <summary>How many hints were taken, by task.</summary>
    public IReadOnlyDictionary<string, int> Hints { get; init; } = new Dictionary<string, int>();

    /// <summary>The points of the last check, by task and trap.</summary>
    public IReadOnlyDictionary<string, int> Points { get; init; } = new Dictionary<string, int>();

    /// <summary>The same with the points of a test. Who has passed once has passed: servers may be gone later.</summary>
    public UnitProgress Scored(CourseUnit unit, IReadOnlyList<CheckResult> results)
    {
        var points = Points;
        foreach (var result in results)
        {
            points = points.With(result.Task, result.Points);
        }

        return this with
        {
            Points = points,
            Passed = Passed || unit.Tasks.All(task => points.GetValueOrDefault(task.Id) == task.Points),
        };
    }
}

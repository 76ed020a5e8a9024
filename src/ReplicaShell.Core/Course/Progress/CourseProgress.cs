namespace ReplicaShell.Course.Progress;

/// <summary>How far a learner is with the course: the exercises that were started, by number.</summary>
internal sealed record CourseProgress
{
    public static readonly CourseProgress None = new();

    public IReadOnlyDictionary<int, UnitProgress> Units { get; init; } = new Dictionary<int, UnitProgress>();

    public UnitProgress? Unit(int number) => Units.GetValueOrDefault(number);

    /// <summary>The same with another state of one exercise; null forgets it.</summary>
    public CourseProgress With(int number, UnitProgress? unit)
    {
        var units = new SortedDictionary<int, UnitProgress>(Units.ToDictionary());
        if (unit is null)
        {
            units.Remove(number);
        }
        else
        {
            units[number] = unit;
        }

        return new CourseProgress { Units = units };
    }
}

using ReplicaShell.Course.Metadata;

namespace ReplicaShell.Course.Grading;

/// <summary>The results of an exercise whose checks could not be made, or do not count.</summary>
internal static class UncheckedResults
{
    /// <summary>No points for any task, for one reason; no trap was seen.</summary>
    public static IReadOnlyList<CheckResult> Of(CourseUnit unit, string why) =>
        [
            .. unit.Tasks.Select(task => Result(unit, task.Id, task.Title, CheckKind.Task, task.Points, why)),
            .. unit.Traps.Select(trap => Result(unit, trap.Id, trap.Title, CheckKind.Trap, 0, why)),
        ];

    private static CheckResult Result(
        CourseUnit unit,
        string id,
        string title,
        CheckKind kind,
        int points,
        string why
    ) =>
        new()
        {
            Exercise = unit.Number,
            Task = id,
            Title = title,
            Kind = kind,
            Passed = kind == CheckKind.Trap,
            Points = 0,
            MaxPoints = points,
            Reason = why,
            Evidence = [],
            HintsUsed = 0,
        };
}

using ReplicaShell.Course.Checks.Follower;
using ReplicaShell.Course.Checks.Lag;
using ReplicaShell.Course.Checks.Loss;
using ReplicaShell.Course.Checks.Start;

namespace ReplicaShell.Course.Checks;

/// <summary>All checks of the course.</summary>
internal static class CheckList
{
    private static readonly IReadOnlyList<ICheck> All =
    [
        new MachineCheck(),
        new FirstAnswerCheck(),
        new StreamingCheck(),
        new SlotActiveCheck(),
        new RowsEqualCheck(),
        new NoTrustCheck(),
        new OpenDoorTrap(),
        new OrphanSlotTrap(),
        new LsnDistanceCheck(),
        new WrongScriptCheck(),
        new AlertRuleCheck(),
        new LossCheck(),
        new NamedCheck(),
        new NoLossCheck(),
        new TwoWritersTrap(),
        new OnlyCopyTrap(),
    ];

    /// <summary>The check of a task or trap that <c>course.json</c> names.</summary>
    public static ICheck Of(int exercise, string task) =>
        All.FirstOrDefault(check => check.Exercise == exercise && check.Task == task)
        ?? throw new InvalidOperationException(
            $"course.json names '{task}' of exercise {exercise}, which has no check."
        );

    /// <summary>What there are checks for; course.json must name each.</summary>
    public static IEnumerable<(int Exercise, string Task)> Names => All.Select(check => (check.Exercise, check.Task));
}

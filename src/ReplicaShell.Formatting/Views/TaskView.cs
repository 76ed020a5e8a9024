using ReplicaShell.Course;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>The tasks of an exercise.</summary>
internal sealed class TaskView : ViewOf<ExerciseTask>
{
    public static readonly Column<ExerciseTask>[] Columns =
    [
        new("Task", task => task.Id),
        new("What to do", task => task.Title),
        new("Points", task => Quantity.Number(task.Points), IsNumber: true),
        new("Hints taken", task => $"{task.HintsUsed} of {task.Hints}", IsNumber: true),
        new("Answer", task => task.Answer is { } answer ? answer : Cell.Absent("none")),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<ExerciseTask> values) => [Grid.First(Columns, values)];
}

using ReplicaShell.Course.Metadata;
using ReplicaShell.Course.Progress;

namespace ReplicaShell.Course;

/// <summary>Puts together what the course says of an exercise and what a learner has done.</summary>
internal static class ExerciseView
{
    public static Exercise Of(CourseUnit unit, UnitProgress? progress) =>
        new()
        {
            Number = unit.Number,
            Name = unit.Name,
            Title = unit.Title,
            Goals = unit.Goals,
            Minutes = unit.Minutes,
            Points = progress?.Points.Values.Sum() ?? 0,
            MaxPoints = unit.Tasks.Sum(task => task.Points),
            State = State(progress),
            Seed = progress?.Seed,
            Pair = progress?.Pair,
            // Arrays: PowerShell cannot index what a collection expression makes of a read-only list.
            Tasks = unit.Tasks.Select(task => Task(task, progress)).ToArray(),
            Traps = unit.Traps,
            Materials = progress?.Materials ?? new Dictionary<string, string>(),
            Lesson = unit.Lesson,
            Notebook = unit.Exercise,
            Solution = unit.Solution,
        };

    private static ExerciseTask Task(CourseTask task, UnitProgress? progress) =>
        new()
        {
            Id = task.Id,
            Title = task.Title,
            Points = task.Points,
            Hints = task.Hints.Count,
            HintsUsed = progress?.Hints.GetValueOrDefault(task.Id) ?? 0,
            Answer = progress?.Answers.GetValueOrDefault(task.Id)?.Text,
        };

    private static ExerciseState State(UnitProgress? progress) =>
        progress is null ? ExerciseState.NotStarted
        : progress.Passed ? ExerciseState.Passed
        : ExerciseState.Started;
}

using ReplicaShell.Course.Metadata;
using ReplicaShell.Errors;
using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Course;

/// <summary>What can be wrong with a request about the course. A method's name is the ErrorId.</summary>
internal static class CourseErrors
{
    public static ReplicaException ExerciseNotFound(int number) =>
        new(
            nameof(ExerciseNotFound),
            ObjectNotFound,
            $"There is no exercise {number}. Get-ReplicaExercise lists those there are: "
                + $"{string.Join(", ", CourseCatalogue.Units.Select(unit => unit.Number))}."
        )
        {
            Target = $"{number}",
        };

    public static ReplicaException TaskNotFound(CourseUnit unit, string task) =>
        new(
            nameof(TaskNotFound),
            ObjectNotFound,
            $"Exercise {unit.Number} has no task '{task}'. It has {string.Join(", ", unit.Tasks.Select(t => t.Id))}."
        )
        {
            Target = $"{unit.Number}/{task}",
        };

    public static ReplicaException ExerciseNotStarted(int number) =>
        new(
            nameof(ExerciseNotStarted),
            InvalidOperation,
            $"Exercise {number} was not started, so there is nothing to look at yet. "
                + $"Start-ReplicaExercise {number} lays the ground."
        )
        {
            Target = $"{number}",
        };

    public static ReplicaException NoMoreHints(int number, CourseTask task) =>
        new(
            nameof(NoMoreHints),
            InvalidOperation,
            $"You have all {task.Hints.Count} hints of the task '{task.Id}'. Test-ReplicaExercise {number} {task.Id} says "
                + "what is still missing; the solution's notebook shows a way."
        )
        {
            Target = $"{number}/{task.Id}",
        };

    public static ReplicaException InvalidAnswer(int number, string task, string why, Exception? cause = null) =>
        new(
            nameof(InvalidAnswer),
            InvalidArgument,
            $"This is no answer to the task '{task}' of exercise {number}: {why}",
            cause
        )
        {
            Target = $"{number}/{task}",
        };

    public static ReplicaException ProgressUnreadable(string file, Exception cause) =>
        new(
            nameof(ProgressUnreadable),
            InvalidResult,
            $"The course's progress in '{file}' cannot be read ({cause.Message.TrimEnd('.')}). Move that file away and "
                + "start the exercise again.",
            cause
        )
        {
            Target = file,
        };

    public static ReplicaException ProgressBusy() =>
        new(
            nameof(ProgressBusy),
            ResourceBusy,
            "Another shell is changing the course's progress right now. Try again when it is done."
        );

    public static ReplicaException PairNotOurs(string pair) =>
        new(
            nameof(PairNotOurs),
            InvalidOperation,
            $"The pair '{pair}' is somebody else's servers, attached by Connect-ReplicaPair; an exercise would replace it. "
                + "Give another name: -Pair."
        )
        {
            Target = pair,
        };

    public static ReplicaException PairReplaced(int number, string pair) =>
        new(
            nameof(PairReplaced),
            InvalidOperation,
            $"The pair '{pair}' was made anew since exercise {number} was started, so it is not the one to look at. "
                + $"Start-ReplicaExercise {number} lays the ground again."
        )
        {
            Target = pair,
        };

    public static ReplicaException PairNotReady(string pair, string state) =>
        new(
            nameof(PairNotReady),
            InvalidOperation,
            $"The rule is tried on your own pair, and '{pair}' is {state}. Start-ReplicaPair {pair} and "
                + $"Connect-ReplicaNode {pair} bring it back."
        )
        {
            Target = pair,
        };

    public static ReplicaException MeasurementDisturbed(string pair, TimeSpan standstill) =>
        new(
            nameof(MeasurementDisturbed),
            ResourceBusy,
            $"The follower of '{pair}' stood still for {standstill.TotalSeconds:0.0} s under load, though nothing was cut: "
                + "the machine is too busy to try a rule on. Submit it again when it is not."
        )
        {
            Target = pair,
        };
}

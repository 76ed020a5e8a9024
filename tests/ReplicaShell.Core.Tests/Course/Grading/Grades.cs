using ReplicaShell.Course;
using ReplicaShell.Course.Grading;

namespace ReplicaShell.Core.Tests.Course.Grading;

/// <summary>Grades as they might come, for tests of what is made of them.</summary>
internal static class Grades
{
    /// <summary>What a learner might write where text is expected.</summary>
    public const string Hostile =
        "<script>alert(1)</script><img src=x onerror=alert(2)> ]]> & \" ' \u0000\u0008\u001b[31m\uFFFF\uD800 \u202Eevil\u0085";

    public static Grade Of(string submission, params CheckResult[] results) =>
        new()
        {
            Submission = submission,
            Path = "/submissions/" + submission,
            GradedAt = new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero),
            Duration = TimeSpan.FromSeconds(12.5),
            Exercises = [.. results.GroupBy(one => one.Exercise).Select(group => Exercise(group.Key, [.. group]))],
        };

    public static GradedExercise Exercise(int number, IReadOnlyList<CheckResult> results) =>
        new()
        {
            Number = number,
            Name = "losing-data",
            Title = "Losing data",
            Status = SubmissionStatus.Failed,
            Cell = 3,
            Message = Hostile,
            Output = Hostile,
            Notes = [Hostile],
            Seed = 7,
            Duration = TimeSpan.FromSeconds(3),
            Results = results,
        };

    public static CheckResult Task(int exercise, string id, int points, int of, string reason = "So it is.") =>
        new()
        {
            Exercise = exercise,
            Task = id,
            Title = "Do it",
            Kind = CheckKind.Task,
            Passed = points == of,
            Points = points,
            MaxPoints = of,
            Reason = reason,
            Evidence = [reason],
            HintsUsed = 1,
        };

    public static CheckResult Trap(int exercise, string id, int points) =>
        Task(exercise, id, 0, 0) with
        {
            Kind = CheckKind.Trap,
            Passed = points == 0,
            Points = points,
            HintsUsed = 0,
        };
}

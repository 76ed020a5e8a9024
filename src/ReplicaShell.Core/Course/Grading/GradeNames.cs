using System.Globalization;

namespace ReplicaShell.Course.Grading;

/// <summary>How exercises and checks are called in reports; the files of Grading call them the same.</summary>
internal static class GradeNames
{
    /// <summary>An exercise, such as <c>Exercise 4: Losing data</c>.</summary>
    public static string Of(GradedExercise exercise) => $"Exercise {exercise.Number}: {exercise.Title}";

    /// <summary>A check, such as <c>named: Name exactly the lost writes.</c></summary>
    public static string Of(CheckResult result) => $"{result.Task}: {result.Title}";

    /// <summary>What a check that did not pass says: points, reason, evidence.</summary>
    public static string Message(CheckResult result) =>
        string.Join('\n', [$"{Points(result)}: {result.Reason}", .. result.Evidence.Select(line => $"  {line}")]);

    /// <summary>The points of a check, such as <c>5 of 10 points</c>; of a trap what it took off.</summary>
    public static string Points(CheckResult result) =>
        result.Kind == CheckKind.Task
            ? $"{result.Points} of {result.MaxPoints} points"
            : $"{result.Points.ToString(CultureInfo.InvariantCulture)} points";
}

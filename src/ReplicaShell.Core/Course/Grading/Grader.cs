using System.Diagnostics;
using ReplicaShell.Course.Metadata;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Course.Grading;

/// <summary>
/// Grades submissions: executes each notebook in a process and a home of its own, on fresh, seeded ground, and looks from
/// here at what it left there.
/// </summary>
/// <remarks>
/// A notebook runs as the user who grades. It can read that user's files and use the network; it can write what it likes into
/// its own home, the answers too, and it has the course's code, which knows how answers are checked. What it prints gives no
/// point, and neither its environment nor its working folder leads to the instructor's own. A submission of somebody who is
/// not trusted belongs into a container or a virtual machine, under a user of its own.
/// </remarks>
public static class Grader
{
    /// <summary>Grades one submission.</summary>
    /// <param name="folder">The folder of the learner's notebooks; nothing in it is changed.</param>
    /// <param name="options">What is graded, and how.</param>
    /// <param name="progress">Told of each step; may be null.</param>
    /// <param name="cancellationToken">Ends it; nothing of it is left then.</param>
    /// <exception cref="ReplicaException">
    /// <c>SubmissionNotFound</c>, <c>ExerciseNotFound</c>, <c>ProgramUnusable</c>, and what the making of a pair can meet. That
    /// a notebook fails, hangs or crashes is no error but part of the grade.
    /// </exception>
    public static async Task<Grade> GradeAsync(
        string folder,
        GradingOptions options,
        IProgress<ProgressReport>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var units = options.Exercises.Distinct().Order().Select(CourseCatalogue.Unit).ToList();
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!Directory.Exists(path))
        {
            throw GradingErrors.SubmissionNotFound(folder);
        }

        var clock = Stopwatch.StartNew();
        var name = GradeText.Clean(Path.GetFileName(path));
        var exercises = new List<GradedExercise>();
        foreach (var unit in units)
        {
            progress?.Report(
                new ProgressReport($"{name}: exercise {unit.Number}, {unit.Title}", 100 * exercises.Count / units.Count)
            );
            exercises.Add(await new ExerciseGrader(unit, path, options).GradeAsync(cancellationToken));
        }

        return new Grade
        {
            Submission = name,
            Path = path,
            Exercises = exercises,
            GradedAt = DateTimeOffset.UtcNow,
            Duration = clock.Elapsed,
        };
    }
}

using ReplicaShell.Course;
using ReplicaShell.Course.Grading;
using ReplicaShell.Course.Homes;
using ReplicaShell.Course.Metadata;
using ReplicaShell.Errors;
using ReplicaShell.Kernel.Notebooks;

namespace ReplicaShell.Cli.Course.Linting;

/// <summary>
/// What notebooks do when they run, each in a home of its own: lessons complete, an unsolved exercise fails for the reason
/// that it is unsolved, a solution gets all points.
/// </summary>
/// <param name="folder">The folder of the course.</param>
/// <param name="timeLimit">How long each notebook may take.</param>
/// <param name="file">Where findings about a file go.</param>
/// <param name="progress">Told what is being executed.</param>
internal sealed class RunRules(string folder, TimeSpan timeLimit, Func<string, LintFile> file, Action<string> progress)
{
    /// <summary>Executes all notebooks of the units.</summary>
    public async Task CheckAsync(IReadOnlyList<CourseUnit> units, CancellationToken cancellationToken)
    {
        foreach (var unit in units)
        {
            await IfThereAsync(unit.Lesson, () => LessonAsync(unit.Lesson, cancellationToken));
            await IfThereAsync(unit.Exercise, () => ExerciseAsync(unit, cancellationToken));
            await IfThereAsync(unit.Solution, () => SolutionAsync(unit, cancellationToken));
        }
    }

    private async Task IfThereAsync(string name, Func<Task> check)
    {
        if (!File.Exists(Path.Combine(folder, name)))
        {
            return;
        }

        progress(name);
        try
        {
            await check();
        }
        catch (ReplicaException e)
        {
            file(name).Error($"It could not be executed: {e.Message}");
        }
    }

    private async Task LessonAsync(string name, CancellationToken cancellationToken)
    {
        await using var home = await ThrowawayHome.CreateNeutralAsync(cancellationToken);
        var notebook = NotebookFile.Read(Path.Combine(folder, name));
        var options = new NotebookRunOptions
        {
            Program = OwnProgram.Words,
            Environment = home.Environment,
            TimeLimit = timeLimit,
        };
        var result = await new NotebookRunner(notebook, options).RunAsync(cancellationToken);
        if (result.Status != NotebookStatus.Completed)
        {
            file(name).Error($"In a fresh home it does not run to its end: {result}", result.Cell);
        }
    }

    private async Task ExerciseAsync(CourseUnit unit, CancellationToken cancellationToken)
    {
        var graded = await GradeAsync(unit, unit.Exercise, cancellationToken);
        var found = file(unit.Exercise);
        if (graded.Status is not (SubmissionStatus.Completed or SubmissionStatus.Failed))
        {
            found.Error($"Unsolved, it does not run: {graded.StatusText}", graded.Cell);
        }

        foreach (var task in unit.Tasks)
        {
            var result = graded.Results.FirstOrDefault(one => one.Task == task.Id);
            if (result is null or { Points: > 0 } or { Passed: true })
            {
                found.Error(
                    $"Unsolved, it gets {result?.Points} points for '{task.Id}'. The check must fail: {result?.Reason}"
                );
            }
            else if (!result.Reason.StartsWith(task.Unsolved, StringComparison.Ordinal))
            {
                found.Error(
                    $"Unsolved, '{task.Id}' fails because '{result.Reason}'; course.json says '{task.Unsolved}'. Mend one."
                );
            }
        }

        Traps(found, graded, "Unsolved");
    }

    private async Task SolutionAsync(CourseUnit unit, CancellationToken cancellationToken)
    {
        var graded = await GradeAsync(unit, unit.Solution, cancellationToken);
        var found = file(unit.Solution);
        if (graded.Status != SubmissionStatus.Completed)
        {
            found.Error($"The solution does not run to its end: {graded.StatusText}", graded.Cell);
        }

        foreach (var result in graded.Results.Where(one => one.Kind == CheckKind.Task && !one.Passed))
        {
            found.Error(
                $"The solution gets {result.Points} of {result.MaxPoints} points for '{result.Task}': {result.Reason}"
            );
        }

        Traps(found, graded, "The solution");
    }

    private static void Traps(LintFile found, GradedExercise graded, string what)
    {
        foreach (var trap in graded.Results.Where(one => one is { Kind: CheckKind.Trap, Passed: false }))
        {
            found.Error($"{what} walks into the trap '{trap.Task}': {trap.Reason}");
        }
    }

    // As a learner's folder is graded; the other notebooks are not there.
    private async Task<GradedExercise> GradeAsync(CourseUnit unit, string name, CancellationToken cancellationToken)
    {
        var options = new GradingOptions
        {
            Exercises = [unit.Number],
            Program = OwnProgram.Words,
            TimeLimit = timeLimit,
        };
        var submission = Path.GetDirectoryName(Path.Combine(folder, name))!;
        return (await Grader.GradeAsync(submission, options, null, cancellationToken)).Exercises[0];
    }
}

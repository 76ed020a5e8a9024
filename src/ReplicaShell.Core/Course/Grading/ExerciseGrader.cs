using ReplicaShell.Course.Homes;
using ReplicaShell.Course.Metadata;

namespace ReplicaShell.Course.Grading;

/// <summary>Grades one exercise of a submission, on ground of its own.</summary>
/// <param name="unit">The exercise.</param>
/// <param name="folder">The learner's folder.</param>
/// <param name="options">What is graded, and how.</param>
internal sealed class ExerciseGrader(CourseUnit unit, string folder, GradingOptions options)
{
    private readonly List<string> notes = [];

    /// <summary>Grades it.</summary>
    public async Task<GradedExercise> GradeAsync(CancellationToken cancellationToken)
    {
        var seed = options.Seed ?? Random.Shared.Next(1, 1_000_000);
        var files = new SubmittedFiles(folder);
        if (files.Find(unit, out var missing) is not { } notebook)
        {
            return Unchecked(seed, missing!);
        }

        await using var home = ThrowawayHome.Create();
        var work = Folder(home, "work");
        if (!files.CopyTo(work))
        {
            notes.Add("The folder holds more than 256 MB or 2000 files; the rest was left out.");
        }

        await Exercises.StartAsync(unit.Number, seed, home.Path, cancellationToken: cancellationToken);
        var run = await SubmissionProcess.RunAsync(
            options.Program,
            Path.Combine(work, notebook),
            home.Path,
            SubmissionEnvironment.Of(home, Folder(home, "user"), seed, options.MemoryLimit),
            options.TimeLimit,
            cancellationToken
        );
        if (await home.EndLeftoversAsync(cancellationToken) is > 0 and var left)
        {
            notes.Add($"It left {left} processes running; they were ended before the checks.");
        }

        if (run.CellsRun == 0)
        {
            return Unchecked(seed, run.Message ?? "The notebook has no cell of code.") with { Notebook = notebook };
        }

        var (found, results) = await new SubmissionChecks(unit, home.Path, options, notes).RunAsync(
            seed,
            cancellationToken
        );
        return new GradedExercise
        {
            Number = unit.Number,
            Name = unit.Name,
            Title = unit.Title,
            Notebook = GradeText.Clean(notebook),
            Status = run.Status,
            Cell = run.Cell,
            Message = run.Message,
            Output = run.Output,
            Notes = notes,
            Seed = found,
            Results = results,
            Duration = run.Duration,
        };
    }

    private static string Folder(ThrowawayHome home, string name) =>
        Directory.CreateDirectory(Path.Combine(home.Path, name)).FullName;

    private GradedExercise Unchecked(int seed, string why) =>
        new()
        {
            Number = unit.Number,
            Name = unit.Name,
            Title = unit.Title,
            Status = SubmissionStatus.NotebookMissing,
            Message = why,
            Notes = notes,
            Seed = seed,
            Results = UncheckedResults.Of(unit, why),
            Duration = TimeSpan.Zero,
        };
}

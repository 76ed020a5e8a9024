using ReplicaShell.Course.Metadata;
using ReplicaShell.Course.Progress;

namespace ReplicaShell.Course.Grading;

/// <summary>Looks at what a submission has left in its home. Nothing there is trusted.</summary>
/// <param name="unit">The exercise.</param>
/// <param name="home">The submission's home.</param>
/// <param name="options">How long the checks may take, and whether the seed is fixed.</param>
/// <param name="notes">Where it is said what was noticed.</param>
internal sealed class SubmissionChecks(CourseUnit unit, string home, GradingOptions options, List<string> notes)
{
    private const int LargestProgress = 8 * 1024 * 1024;
    private const int MostHints = 100;
    private const int MostEvidence = 50;

    /// <summary>Checks the exercise.</summary>
    /// <param name="seed">The seed with which it was started.</param>
    /// <param name="cancellationToken">Ends the checks.</param>
    /// <returns>The seed that the data are of now, and the results.</returns>
    public async Task<(int Seed, IReadOnlyList<CheckResult> Results)> RunAsync(
        int seed,
        CancellationToken cancellationToken
    )
    {
        if (Refusal() is { } refusal)
        {
            return (seed, UncheckedResults.Of(unit, refusal));
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.CheckLimit);
        try
        {
            var found = (await Exercises.GetAsync(unit.Number, home, limit.Token)).Seed ?? seed;
            if (found != seed && options.Seed is not null)
            {
                var why =
                    $"The notebook started the exercise with the seed {found}, and it is graded with {seed}. "
                    + "Start-ReplicaExercise without -Seed keeps the seed that was given.";
                return (found, UncheckedResults.Of(unit, why));
            }

            if (found != seed)
            {
                notes.Add($"The notebook chose the seed {found} itself: its answers may be somebody else's.");
            }

            var results = await Exercises
                .TestAsync(unit.Number, home: home, cancellationToken: limit.Token)
                .WaitAsync(limit.Token);
            return (found, [.. results.Select(Cleaned)]);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (
                seed,
                UncheckedResults.Of(unit, $"The checks did not end within {options.CheckLimit.TotalSeconds:0} s.")
            );
        }
        // Whatever a submission can make of its home, it costs this exercise alone.
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            return (seed, UncheckedResults.Of(unit, $"The checks could not be made: {GradeText.Clean(e.Message)}"));
        }
    }

    // A link would lead the checks to another home's answers.
    private string? Refusal()
    {
        var store = new ProgressStore(home);
        var file = new FileInfo(store.File);
        return IsLink(new DirectoryInfo(store.Folder)) || IsLink(file) ? "Its progress is a link to somewhere else."
            : !file.Exists ? "Its progress is gone: there are no answers."
            : file.Length > LargestProgress ? "Its progress is too large to be one."
            : null;
    }

    private static bool IsLink(FileSystemInfo info) => info.LinkTarget is not null;

    private static CheckResult Cleaned(CheckResult result) =>
        result with
        {
            Reason = GradeText.Clean(result.Reason),
            Evidence = [.. result.Evidence.Take(MostEvidence).Select(line => GradeText.Clean(line))],
            HintsUsed = Math.Clamp(result.HintsUsed, 0, MostHints),
        };
}

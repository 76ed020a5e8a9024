using System.Runtime.CompilerServices;
using ReplicaShell.Course.Checks;
using ReplicaShell.Course.Metadata;
using ReplicaShell.Errors;

namespace ReplicaShell.Course.Watching;

/// <summary>Tests an exercise again whenever something has changed: an answer, a server.</summary>
internal static class CourseWatch
{
    /// <summary>How often the servers are looked at: nobody announces what changes there. Answers are noticed at once.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    /// <summary>The results of the first test, then those that come out otherwise than before, until it is cancelled.</summary>
    public static async IAsyncEnumerable<CheckResult> RunAsync(
        CourseHome course,
        CourseUnit unit,
        string? pair,
        Func<CancellationToken, Task<IReadOnlyList<CheckResult>>> test,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await course.Progress.StartedAsync(unit.Number, cancellationToken);
        using var answers = new AnswerWatch(course.Progress);
        var shown = new Dictionary<string, (int Points, string Reason)>();
        while (true)
        {
            // Before the test: what changes while it runs is not missed.
            var seen = await LookAsync();
            foreach (var result in seen is null ? [] : await TestAsync())
            {
                if (shown.GetValueOrDefault(result.Task) != (result.Points, result.Reason))
                {
                    shown[result.Task] = (result.Points, result.Reason);
                    yield return result;
                }
            }

            while (await LookAsync() == seen)
            {
                await answers.WaitAsync(BetweenLooks, cancellationToken);
            }
        }

        // Null while somebody lays the ground anew.
        async Task<string?> LookAsync()
        {
            if ((await course.Progress.ReadAsync(cancellationToken)).Unit(unit.Number) is not { } state)
            {
                return null;
            }

            await using var context = new CheckContext(course, unit, state, pair ?? state.Pair);
            return await GroundSnapshot.TakeAsync(context, cancellationToken);
        }

        async Task<IReadOnlyList<CheckResult>> TestAsync()
        {
            try
            {
                return await test(cancellationToken);
            }
            catch (ReplicaException e) when (e.ErrorId == nameof(CourseErrors.ExerciseNotStarted))
            {
                return [];
            }
        }
    }
}

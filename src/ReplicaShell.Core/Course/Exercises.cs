using ReplicaShell.Course.Checks;
using ReplicaShell.Course.Ground;
using ReplicaShell.Course.Metadata;
using ReplicaShell.Course.Progress;
using ReplicaShell.Course.Watching;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Course;

/// <summary>
/// The exercises of the course: start one, submit answers, test it, take hints. What is kept lies in the home folder
/// (<c>REPLICASHELL_HOME</c>); every method can be told another one, so that one process can check what another did.
/// </summary>
public static class Exercises
{
    private const int MostSeeds = 1_000_000;

    /// <summary>All exercises, in the order of their numbers.</summary>
    /// <param name="home">The home folder; null is this process's own.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ReplicaException"><c>ProgressUnreadable</c>.</exception>
    public static async Task<IReadOnlyList<Exercise>> GetAsync(
        string? home = null,
        CancellationToken cancellationToken = default
    )
    {
        var progress = await CourseHome.Of(home).Progress.ReadAsync(cancellationToken);
        return CourseCatalogue.Units.Select(unit => ExerciseView.Of(unit, progress.Unit(unit.Number))).ToArray();
    }

    /// <summary>One exercise.</summary>
    /// <exception cref="ReplicaException"><c>ExerciseNotFound</c>, <c>ProgressUnreadable</c>.</exception>
    public static async Task<Exercise> GetAsync(
        int exercise,
        string? home = null,
        CancellationToken cancellationToken = default
    )
    {
        var unit = CourseCatalogue.Unit(exercise);
        var progress = await CourseHome.Of(home).Progress.ReadAsync(cancellationToken);
        return ExerciseView.Of(unit, progress.Unit(exercise));
    }

    /// <summary>
    /// Lays the ground for an exercise: makes its pair anew with data of the learner's own, forgets earlier answers, and
    /// lays out what is needed. Any exercise can be started at any time.
    /// </summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="seed">What the data are made from: the same seed gives the same ground. Null takes REPLICASHELL_SEED, else chance.</param>
    /// <param name="home">The home folder; null is this process's own.</param>
    /// <param name="pair">The name of the pair; null is <c>lab</c>.</param>
    /// <param name="progress">Told of each step; may be null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ReplicaException"><c>ExerciseNotFound</c>, and what the making of a pair can meet.</exception>
    public static async Task<Exercise> StartAsync(
        int exercise,
        int? seed = null,
        string? home = null,
        string? pair = null,
        IProgress<ProgressReport>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var unit = CourseCatalogue.Unit(exercise);
        var course = CourseHome.Of(home);
        var notes = new List<string>();
        var name = pair ?? PairOptions.DefaultName;
        var chosen = seed ?? GivenSeed.Find() ?? Random.Shared.Next(1, MostSeeds);
        // Before anything is changed: an exercise whose ground is half laid was not started.
        await course.Progress.ChangeAsync(exercise, _ => null, cancellationToken);
        var ground = await new UnitGround(course, name, chosen, notes.Add, progress).LayAsync(unit, cancellationToken);
        var state = await course.Progress.ChangeAsync(
            exercise,
            _ => new UnitProgress
            {
                Seed = chosen,
                Pair = name,
                StartedAt = DateTimeOffset.UtcNow,
                Ground = ground.Facts,
                Materials = ground.Materials,
            },
            cancellationToken
        );
        return ExerciseView.Of(unit, state) with { Notes = notes };
    }

    /// <summary>Forgets the answers and the hints taken, and lays the ground anew, from the same seed.</summary>
    /// <exception cref="ReplicaException"><c>ExerciseNotFound</c>, <c>ExerciseNotStarted</c>, and as at a start.</exception>
    public static async Task<Exercise> ResetAsync(
        int exercise,
        string? home = null,
        string? pair = null,
        IProgress<ProgressReport>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        _ = CourseCatalogue.Unit(exercise);
        var state = await CourseHome.Of(home).Progress.StartedAsync(exercise, cancellationToken);
        return await StartAsync(exercise, state.Seed, home, pair ?? state.Pair, progress, cancellationToken);
    }

    /// <summary>Looks at the servers and the answers: a result for each task and each trap.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="task">One task or trap alone; null is all.</param>
    /// <param name="home">The home folder; null is this process's own.</param>
    /// <param name="pair">The name of the pair; null is the one the exercise was started with.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ReplicaException">
    /// <c>ExerciseNotFound</c>, <c>TaskNotFound</c>, <c>ExerciseNotStarted</c>. That a pair is gone or broken is no error but
    /// the reason of the checks.
    /// </exception>
    public static async Task<IReadOnlyList<CheckResult>> TestAsync(
        int exercise,
        string? task = null,
        string? home = null,
        string? pair = null,
        CancellationToken cancellationToken = default
    )
    {
        var unit = CourseCatalogue.Unit(exercise);
        var only = task is null ? null : CourseCatalogue.Item(exercise, task);
        var course = CourseHome.Of(home);
        var state = await course.Progress.StartedAsync(exercise, cancellationToken);
        await using var context = new CheckContext(course, unit, state, pair ?? state.Pair);
        var results = await CheckRunner.RunAsync(context, only, cancellationToken);
        await course.Progress.ChangeAsync(exercise, kept => kept?.Scored(unit, results), cancellationToken);
        return results;
    }

    /// <summary>
    /// Tests again whenever an answer or a server has changed: all results at first, then those that come out otherwise.
    /// </summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="task">One task or trap alone; null is all.</param>
    /// <param name="home">The home folder; null is this process's own.</param>
    /// <param name="pair">The name of the pair; null is the one the exercise was started with.</param>
    /// <param name="cancellationToken">Ends it; nothing else does.</param>
    /// <exception cref="ReplicaException"><c>ExerciseNotFound</c>, <c>TaskNotFound</c>, <c>ExerciseNotStarted</c>.</exception>
    public static IAsyncEnumerable<CheckResult> WatchAsync(
        int exercise,
        string? task = null,
        string? home = null,
        string? pair = null,
        CancellationToken cancellationToken = default
    ) =>
        CourseWatch.RunAsync(
            CourseHome.Of(home),
            CourseCatalogue.Unit(exercise),
            pair,
            token => TestAsync(exercise, task, home, pair, token),
            cancellationToken
        );

    /// <summary>The next hint of a task; it is counted.</summary>
    /// <exception cref="ReplicaException">
    /// <c>ExerciseNotFound</c>, <c>TaskNotFound</c>, <c>ExerciseNotStarted</c>, <c>NoMoreHints</c>.
    /// </exception>
    public static async Task<Hint> HintAsync(
        int exercise,
        string task,
        string? home = null,
        CancellationToken cancellationToken = default
    )
    {
        var asked = CourseCatalogue.Task(exercise, task);
        var number = 0;
        await CourseHome
            .Of(home)
            .Progress.ChangeAsync(
                exercise,
                state =>
                {
                    var started = state ?? throw CourseErrors.ExerciseNotStarted(exercise);
                    number = started.Hints.GetValueOrDefault(asked.Id) + 1;
                    return number > asked.Hints.Count
                        ? throw CourseErrors.NoMoreHints(exercise, asked)
                        : started with
                        {
                            Hints = started.Hints.With(asked.Id, number),
                        };
                },
                cancellationToken
            );
        return new Hint
        {
            Exercise = exercise,
            Task = asked.Id,
            Number = number,
            Of = asked.Hints.Count,
            Text = asked.Hints[number - 1],
        };
    }

    /// <summary>Submits a value as the answer to a task; an earlier answer is replaced.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="task">The task.</param>
    /// <param name="value">A number, a text, or a list of numbers, as the task says.</param>
    /// <param name="home">The home folder; null is this process's own.</param>
    /// <param name="cancellationToken">Ends it; nothing is kept then.</param>
    /// <exception cref="ReplicaException">
    /// <c>ExerciseNotFound</c>, <c>TaskNotFound</c>, <c>ExerciseNotStarted</c>, <c>InvalidAnswer</c>.
    /// </exception>
    public static Task<Submission> SubmitAsync(
        int exercise,
        string task,
        object value,
        string? home = null,
        CancellationToken cancellationToken = default
    ) =>
        // In C# a delegate that is held as an object ends here.
        value is Delegate function
            ? SubmitAsync(exercise, task, function, home, null, cancellationToken)
            : new Submitting(CourseHome.Of(home), exercise, task).ValueAsync(value, cancellationToken);

    /// <summary>
    /// Submits a function as the answer to a task. It is called now, on all inputs that the check asks for, and what it
    /// answers is kept: a check never runs it.
    /// </summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="task">The task.</param>
    /// <param name="function">
    /// <c>lsn-distance</c>: (string later, string earlier) to a whole number of any type. <c>alert-rule</c>:
    /// (<see cref="LagReading"/>), or (<see cref="LagReading"/>, IReadOnlyList of the earlier ones), to bool; it is tried on
    /// samples that are recorded now on the learner's own pair as well, which takes some seconds.
    /// </param>
    /// <param name="home">The home folder; null is this process's own.</param>
    /// <param name="progress">Told of each step; may be null.</param>
    /// <param name="cancellationToken">Ends it; nothing is kept then.</param>
    /// <exception cref="ReplicaException">
    /// <c>ExerciseNotFound</c>, <c>TaskNotFound</c>, <c>ExerciseNotStarted</c>, <c>InvalidAnswer</c>; for
    /// <c>alert-rule</c> also <c>PairNotReady</c>, <c>MeasurementDisturbed</c>.
    /// </exception>
    public static Task<Submission> SubmitAsync(
        int exercise,
        string task,
        Delegate function,
        string? home = null,
        IProgress<ProgressReport>? progress = null,
        CancellationToken cancellationToken = default
    ) => new Submitting(CourseHome.Of(home), exercise, task).FunctionAsync(function, progress, cancellationToken);
}

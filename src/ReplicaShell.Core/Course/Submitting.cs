using System.Text.Json;
using ReplicaShell.Course.Answers;
using ReplicaShell.Course.Metadata;
using ReplicaShell.Course.Progress;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Course;

/// <summary>Takes an answer: looks whether it is one at all, calls it if it is a function, and keeps it.</summary>
internal sealed class Submitting
{
    private readonly CourseHome _course;
    private readonly int _exercise;
    private readonly CourseTask _task;
    private readonly AnswerKind _kind;

    /// <exception cref="Errors.ReplicaException"><c>ExerciseNotFound</c>, <c>TaskNotFound</c>.</exception>
    public Submitting(CourseHome course, int exercise, string task)
    {
        (_course, _exercise, _task) = (course, exercise, CourseCatalogue.Task(exercise, task));
        _kind = AnswerKinds.Of(exercise, _task.Id);
    }

    /// <summary>Keeps a value.</summary>
    public async Task<Submission> ValueAsync(object? value, CancellationToken cancellationToken)
    {
        await _course.Progress.StartedAsync(_exercise, cancellationToken);
        var json =
            AnswerValues.ToJson(_kind, value)
            ?? throw CourseErrors.InvalidAnswer(_exercise, _task.Id, AnswerKinds.Advice(_exercise, _task.Id));
        return await KeepAsync(Likeness.Text(value), json, cancellationToken);
    }

    /// <summary>Calls a function and keeps what it answers.</summary>
    public async Task<Submission> FunctionAsync(
        Delegate function,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        var state = await _course.Progress.StartedAsync(_exercise, cancellationToken);
        var called = new LearnerFunction(function);
        if (!Fits(called))
        {
            throw CourseErrors.InvalidAnswer(_exercise, _task.Id, AnswerKinds.Advice(_exercise, _task.Id));
        }

        if (_kind == AnswerKind.LsnFunction)
        {
            var questions = LsnQuestions.Of(state.Seed);
            var answers = await LsnAnswers.CollectAsync(called, questions, cancellationToken);
            return await KeepAsync($"a function, called {questions.Count} times", answers, cancellationToken);
        }

        var scenarios = await ScenariosAsync(state, progress, cancellationToken);
        var said = await AlertAnswers.CollectAsync(called, scenarios, cancellationToken);
        var samples = scenarios.Sum(scenario => scenario.Readings.Count);
        return await KeepAsync($"a rule, tried on {samples} samples", said, cancellationToken);
    }

    private bool Fits(LearnerFunction function) =>
        (_kind, function.Parameters) switch
        {
            (AnswerKind.LsnFunction, [var later, var earlier]) => later.IsAssignableFrom(typeof(string))
                && earlier.IsAssignableFrom(typeof(string)),
            (AnswerKind.AlertFunction, [var sample]) => sample.IsAssignableFrom(typeof(LagReading)),
            (AnswerKind.AlertFunction, [var sample, var earlier]) => sample.IsAssignableFrom(typeof(LagReading))
                && (
                    earlier.IsAssignableFrom(typeof(LagReading[])) || earlier.IsAssignableFrom(typeof(List<LagReading>))
                ),
            _ => false,
        };

    private async Task<IReadOnlyList<AlertScenario>> ScenariosAsync(
        UnitProgress state,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var pair = await _course.Pairs.OpenAsync(state.Pair, cancellationToken);
        var seen = await PairReader.ReadAsync(pair, cancellationToken);
        if (seen.State != PairState.Ready || !pair.Followers.Any())
        {
            throw CourseErrors.PairNotReady(pair.Name, seen.State == PairState.Ready ? "alone" : $"{seen.State}");
        }

        var recorded = await new AlertRecorder(pair, progress).RecordAsync(cancellationToken);
        return [.. recorded, .. AlertScenarios.Of(state.Seed)];
    }

    private async Task<Submission> KeepAsync(string text, JsonElement value, CancellationToken cancellationToken)
    {
        var answer = new Answer
        {
            SubmittedAt = DateTimeOffset.UtcNow,
            Text = text,
            Value = value,
        };
        await _course.Progress.ChangeAsync(
            _exercise,
            state =>
                (state ?? throw CourseErrors.ExerciseNotStarted(_exercise)) with
                {
                    Answers = state.Answers.With(_task.Id, answer),
                },
            cancellationToken
        );
        return new Submission
        {
            Exercise = _exercise,
            Task = _task.Id,
            Answer = text,
            SubmittedAt = answer.SubmittedAt,
        };
    }
}

using Npgsql;
using ReplicaShell.Course.Metadata;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Course.Checks;

/// <summary>Runs the checks of an exercise and gives the points.</summary>
internal static class CheckRunner
{
    /// <summary>The results of the tasks, then of the traps, in the order of <c>course.json</c>.</summary>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(
        CheckContext context,
        string? only,
        CancellationToken cancellationToken
    )
    {
        var results = new List<CheckResult>();
        foreach (var task in context.Unit.Tasks.Where(task => only is null || task.Id == only))
        {
            var outcome = await LookAsync(context, task.Id, cancellationToken);
            results.Add(Result(context, task, outcome));
        }

        foreach (var trap in context.Unit.Traps.Where(trap => only is null || trap.Id == only))
        {
            var outcome = await LookAsync(context, trap.Id, cancellationToken, whenBlind: 1);
            results.Add(Result(context, trap, outcome));
        }

        return results;
    }

    /// <summary>A server that is gone or broken is what a check is there to tell, not a reason to stop.</summary>
    private static async Task<CheckOutcome> LookAsync(
        CheckContext context,
        string task,
        CancellationToken cancellationToken,
        double whenBlind = 0
    )
    {
        try
        {
            return await CheckList.Of(context.Unit.Number, task).RunAsync(context, cancellationToken);
        }
        catch (ReplicaException e) when (e.ErrorId == nameof(PairErrors.PairNotFound))
        {
            return new(whenBlind, $"There is no pair '{context.PairName}' any more.", [e.Message]);
        }
        catch (ReplicaException e)
        {
            return new(whenBlind, $"It could not be looked at: {e.Message}", []);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return new(
                whenBlind,
                $"It could not be looked at: a server did not answer ({e.Message.TrimEnd('.')}).",
                []
            );
        }
    }

    private static CheckResult Result(CheckContext context, CourseTask task, CheckOutcome outcome) =>
        new()
        {
            Exercise = context.Unit.Number,
            Task = task.Id,
            Title = task.Title,
            Kind = CheckKind.Task,
            Passed = outcome.Share >= 1,
            Points = outcome.Share >= 1 ? task.Points : (int)Math.Floor(outcome.Share * task.Points),
            MaxPoints = task.Points,
            Reason = outcome.Reason,
            Evidence = outcome.Evidence,
            HintsUsed = context.Progress.Hints.GetValueOrDefault(task.Id),
        };

    private static CheckResult Result(CheckContext context, ExerciseTrap trap, CheckOutcome outcome) =>
        new()
        {
            Exercise = context.Unit.Number,
            Task = trap.Id,
            Title = trap.Title,
            Kind = CheckKind.Trap,
            Passed = outcome.Share >= 1,
            Points = outcome.Share >= 1 ? 0 : -trap.Points,
            MaxPoints = 0,
            Reason = outcome.Reason,
            Evidence = outcome.Evidence,
            HintsUsed = 0,
        };
}

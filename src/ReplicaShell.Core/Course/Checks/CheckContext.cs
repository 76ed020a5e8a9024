using System.Globalization;
using ReplicaShell.Course.Ground;
using ReplicaShell.Course.Metadata;
using ReplicaShell.Course.Progress;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;

namespace ReplicaShell.Course.Checks;

/// <summary>What the checks of one exercise share while they run: the pair, opened once, and what the learner has done.</summary>
internal sealed class CheckContext(CourseHome course, CourseUnit unit, UnitProgress progress, string pairName)
    : IAsyncDisposable
{
    private readonly Dictionary<Type, Task<object>> _seen = [];
    private Pair? _pair;

    public CourseHome Course => course;

    public CourseUnit Unit => unit;

    public UnitProgress Progress => progress;

    public string PairName => pairName;

    /// <summary>The answer to a task; null when none was submitted.</summary>
    public Answer? Answer(string task) => progress.Answers.GetValueOrDefault(task);

    /// <summary>What is remembered of the ground; empty where nothing is.</summary>
    public string Fact(string name) => progress.Ground.GetValueOrDefault(name, string.Empty);

    /// <summary>The names of the nodes that were there at the start.</summary>
    public IReadOnlySet<string> FirstNodes =>
        Fact(GroundFacts.Nodes).Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet();

    /// <summary>The pair as it is now.</summary>
    /// <exception cref="ReplicaException">
    /// <c>PairNotFound</c>, <c>PairIncomplete</c>; <c>PairReplaced</c>: it is not the one that Start made.
    /// </exception>
    public async Task<Pair> PairAsync(CancellationToken cancellationToken)
    {
        if (_pair is null)
        {
            _pair = await course.Pairs.OpenAsync(pairName, cancellationToken);
            var madeAt = Fact(GroundFacts.MadeAt);
            if (madeAt.Length > 0 && madeAt != _pair.Definition.CreatedAt.ToString("O", CultureInfo.InvariantCulture))
            {
                throw CourseErrors.PairReplaced(unit.Number, pairName);
            }
        }

        return _pair;
    }

    /// <summary>What several checks look at is looked at once.</summary>
    /// <typeparam name="T">What was seen.</typeparam>
    /// <param name="look">Looks.</param>
    public async Task<T> OnceAsync<T>(Func<Task<T>> look)
        where T : class
    {
        if (!_seen.TryGetValue(typeof(T), out var seen))
        {
            _seen[typeof(T)] = seen = LookAsync();
        }

        return (T)await seen;

        async Task<object> LookAsync() => await look();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var seen in _seen.Values.Where(task => task.IsCompletedSuccessfully).Select(task => task.Result))
        {
            await (seen is IAsyncDisposable held ? held.DisposeAsync() : ValueTask.CompletedTask);
        }

        await (_pair?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}

using ReplicaShell.Engines;
using ReplicaShell.Pairs;
using ReplicaShell.Views;

namespace ReplicaShell.Faults;

/// <summary>
/// A fault that was injected and can be healed: <c>await using</c> makes it a scope. Healing brings back what was before,
/// and does nothing where somebody else has healed it already.
/// </summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed class Fault : IAsyncDisposable
{
    private readonly string _pair;
    private readonly INodeEngine _engine;
    private Func<Pair, CancellationToken, Task>? _heal;

    internal Fault(
        Pair pair,
        string node,
        string description,
        DateTimeOffset injectedAt,
        Func<Pair, CancellationToken, Task> heal
    )
    {
        (_pair, _engine) = (pair.Name, pair.Engine);
        (Node, Description, InjectedAt, _heal) = (node, description, injectedAt, heal);
        FaultScope.Watching?.Add(this);
    }

    /// <summary>The node it was done to.</summary>
    public string Node { get; }

    /// <summary>What was done, in a few words.</summary>
    public string Description { get; }

    /// <summary>When it was in force, in UTC; for a crash the moment of the last kill.</summary>
    public DateTimeOffset InjectedAt { get; }

    /// <summary>Heals it. The pair is opened anew, since a scope may outlive the handle that the fault was made with.</summary>
    /// <exception cref="Errors.ReplicaException">It could not be healed; calling again tries again.</exception>
    public async Task HealAsync(CancellationToken cancellationToken)
    {
        if (_heal is not { } heal)
        {
            return;
        }

        // That of the pair's own home folder, which need not be this process's.
        var catalogue = new PairCatalogue([_engine]);
        if ((await catalogue.NamesAsync(cancellationToken)).Contains(_pair))
        {
            await using var pair = await catalogue.OpenAsync(_pair, cancellationToken);
            await heal(pair, cancellationToken);
        }

        _heal = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await HealAsync(CancellationToken.None);
}

using System.Collections.Concurrent;

namespace ReplicaShell.Faults;

/// <summary>Collects faults and heals them all, the last one first, even when healing one of them fails.</summary>
public sealed class FaultScope : IAsyncDisposable
{
    private static readonly AsyncLocal<FaultScope?> _watching = new();
    private readonly ConcurrentStack<Fault> _faults = new();

    /// <summary>The scope that learns of every fault injected from here; null where none does.</summary>
    internal static FaultScope? Watching => _watching.Value;

    /// <summary>The faults that are not healed yet, the last one first.</summary>
    public IReadOnlyCollection<Fault> Faults => _faults;

    /// <summary>
    /// A scope that learns of every fault which the caller, and whatever the caller starts from now on, injects. For hosts of
    /// code that can be ended at any moment; what ended well is left as it is, by not healing the scope.
    /// </summary>
    public static FaultScope Watch() => _watching.Value = new FaultScope();

    /// <summary>Takes over a fault.</summary>
    public void Add(Fault fault) => _faults.Push(fault);

    /// <summary>Heals them all.</summary>
    /// <exception cref="AggregateException">Some could not be healed; the others were.</exception>
    public async Task HealAsync(CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        while (_faults.TryPop(out var fault))
        {
            try
            {
                await fault.HealAsync(cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failures.Add(e);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException("Not every fault could be healed.", failures);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await HealAsync(CancellationToken.None);
}

namespace ReplicaShell.Faults;

/// <summary>Collects faults and heals them all, the last one first, even when healing one of them fails.</summary>
public sealed class FaultScope : IAsyncDisposable
{
    private readonly Stack<Fault> _faults = new();

    /// <summary>The faults that are not healed yet, the last one first.</summary>
    public IReadOnlyCollection<Fault> Faults => _faults;

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

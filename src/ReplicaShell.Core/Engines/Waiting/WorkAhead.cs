namespace ReplicaShell.Engines.Waiting;

/// <summary>Work that is begun before anybody waits for it, and that can be called off.</summary>
internal sealed class WorkAhead
{
    private readonly CancellationTokenSource _stop;
    private readonly Task _work;

    private WorkAhead(CancellationTokenSource stop, Task work) => (_stop, _work) = (stop, work);

    /// <summary>Begins it.</summary>
    /// <param name="work">What is done; its token is cancelled when it is called off.</param>
    /// <param name="cancellationToken">Ends it, too.</param>
    public static WorkAhead Begin(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var begun = Task.Run(() => work(stop.Token), stop.Token);
        // It may fail before anybody looks.
        Abandoned.Observe(begun);
        return new WorkAhead(stop, begun);
    }

    /// <summary>Returns when it is done, or throws what it has failed with. Nobody may call it off any more.</summary>
    public async Task DoneAsync()
    {
        using (_stop)
        {
            await _work;
        }
    }

    /// <summary>Calls it off, and returns when it has ended.</summary>
    public async Task CallOffAsync()
    {
        using (_stop)
        {
            await _stop.CancelAsync();
            await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

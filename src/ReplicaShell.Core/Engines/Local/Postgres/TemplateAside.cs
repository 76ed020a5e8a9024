using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>
/// The template of an installation's first pair: it is made beside that pair, on another core, so that the pair's leader can
/// have what its own initdb writes, without a copy.
/// </summary>
internal sealed class TemplateAside
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _stop;
    private Task _making = Task.CompletedTask;

    /// <summary>Begins to make it, unless that is under way.</summary>
    /// <param name="makeAsync">Makes it.</param>
    /// <param name="cancellationToken">Ends the making.</param>
    public void Begin(Func<CancellationToken, Task> makeAsync, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_making.IsCompleted)
            {
                _stop?.Dispose();
                _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                var token = _stop.Token;
                _making = Task.Run(() => makeAsync(token), token);
            }
        }
    }

    /// <summary>Waits for what was begun; true when nothing was.</summary>
    /// <returns>False when it failed: the next pair makes it, and says what is wrong if it is still wrong.</returns>
    public async Task<bool> IsMadeAsync()
    {
        try
        {
            await _making;
            return true;
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or ReplicaException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Ends what was begun, and waits until nothing of it is left.</summary>
    public async Task EndAsync()
    {
        lock (_gate)
        {
            _stop?.Cancel();
        }

        await IsMadeAsync();
    }
}

using System.Runtime.CompilerServices;
using Npgsql;

namespace ReplicaShell.Workloads;

/// <summary>A prepared statement whose only parameter is a key, with a bound on the client's patience.</summary>
/// <remarks>
/// The driver's own time-out is no bound: it asks the server to cancel and then waits, and a server that is frozen or
/// behind a cut cable does not answer that either. So the wait itself is bounded; the cancel request goes out beside it.
/// </remarks>
internal sealed class KeyStatement : IAsyncDisposable
{
    /// <summary>How long a server that was asked to cancel has to say how the statement ended.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly NpgsqlCommand _command;
    private readonly NpgsqlParameter<int> _key = new();
    private readonly TimeSpan _timeout;
    private CancellationTokenSource _giveUp = new();
    private Task? _abandoned;

    private KeyStatement(NpgsqlConnection connection, string sql, TimeSpan timeout)
    {
        _timeout = timeout;
        _command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0, Parameters = { _key } };
    }

    public static async Task<KeyStatement> PrepareAsync(
        NpgsqlConnection connection,
        string sql,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var statement = new KeyStatement(connection, sql, timeout);
        try
        {
            await statement._command.PrepareAsync(cancellationToken);
            return statement;
        }
        catch
        {
            await statement.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Completes when the statement no longer runs. Only a server that does not even answer a cancel request keeps it
    /// running after <see cref="ExecuteAsync"/> has ended; its connection can be closed no earlier.
    /// </summary>
    public Task Released => _abandoned ?? Task.CompletedTask;

    /// <summary>Runs it for a key; whatever ends it badly is thrown as the driver throws it.</summary>
    /// <exception cref="TimeoutException">The server did not answer, nor to the request to cancel.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled, and what became of the statement is not known.</exception>
    // Runs tens of thousands of times a second: without a new state machine each time, here and in its callers.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask ExecuteAsync(int key, CancellationToken cancellationToken)
    {
        _key.TypedValue = key;
        var running = _command.ExecuteNonQueryAsync(_giveUp.Token);
        try
        {
            await running.WaitAsync(_timeout, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            if (!running.IsCompleted)
            {
                await GiveUpAsync(running);
            }

            cancellationToken.ThrowIfCancellationRequested();
            await running;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _giveUp.Dispose();
        if (Released.IsCompleted)
        {
            await _command.DisposeAsync();
        }
    }

    /// <summary>Asks the server to cancel and gives it a moment to say how the statement ended.</summary>
    private async Task GiveUpAsync(Task running)
    {
        var giveUp = _giveUp;
        _giveUp = new CancellationTokenSource();
        // The driver sends the request synchronously and waits for the server to hang up: a thread of its own.
        _ = Task
            .Factory.StartNew(
                giveUp.Cancel,
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            )
            .ContinueWith(_ => giveUp.Dispose(), TaskScheduler.Default);
        try
        {
            await running.WaitAsync(Grace);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            // Its end, whenever that is, is nobody's error.
            _abandoned = running.ContinueWith(
                ended => _ = ended.Exception,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
            throw new TimeoutException(FormattableString.Invariant($"no answer within {_timeout.TotalSeconds} s"));
        }
        catch (Exception) when (running.IsCompleted)
        {
            // The caller awaits it again and sees for itself.
        }
    }
}

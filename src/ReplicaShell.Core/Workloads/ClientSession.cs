using Npgsql;
using ReplicaShell.History;
using ReplicaShell.Wire;

namespace ReplicaShell.Workloads;

/// <summary>
/// A client's session with the leader, its statements prepared, for the client's own thread: a call blocks until the
/// server has answered or time has run out.
/// </summary>
internal sealed class ClientSession : IWireSink, IDisposable
{
    /// <summary>How long a server that was asked to cancel has to say how the statement ended.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly WireConnection _connection;
    private readonly WireKeyStatement _insert;
    private readonly WireKeyStatement _select;
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _abort;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WireError? _error;
    private bool _waitWasCancelled;
    private bool _found;

    private ClientSession(
        string node,
        WireConnection connection,
        WorkloadTable table,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        (Node, _connection, _timeout, _cancellationToken) = (node, connection, timeout, cancellationToken);
        _insert = new WireKeyStatement("insert", table.InsertSql);
        _select = new WireKeyStatement("select", table.SelectSql);
        _abort = cancellationToken.Register(() => _ = AbortAsync());
    }

    /// <summary>The node it leads to.</summary>
    public string Node { get; }

    /// <summary>Connects to whoever leads now, within the time that a write may take.</summary>
    /// <param name="plan">What the clients share.</param>
    /// <param name="cancellationToken">Ends it, and later whatever the session waits for.</param>
    /// <exception cref="IOException">The leader cannot be reached or refuses.</exception>
    /// <exception cref="TimeoutException">There was no session within that time.</exception>
    /// <exception cref="Errors.ReplicaException"><c>NoLeader</c>.</exception>
    public static ClientSession Open(WorkloadPlan plan, CancellationToken cancellationToken)
    {
        var timeout = plan.Options.WriteTimeout;
        var leader = plan.Target.FindLeader();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(leader.ConnectionString);
            var connection = WireConnection.Open(settings, SessionSettings.Of(settings), limit.Token);
            connection.Patience = timeout;
            var session = new ClientSession(leader.Node, connection, plan.Table, timeout, cancellationToken);
            session.Prepare(plan.Options.ReadRatio > 0);
            return session;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(FormattableString.Invariant($"no connection within {timeout.TotalSeconds} s"));
        }
    }

    /// <summary>Does one operation and says of it what the client can know.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; the row may have been written.</exception>
    public OperationResult Run(OperationKind kind, int key)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        (_error, _waitWasCancelled, _found) = (null, false, false);
        try
        {
            _connection.Send((kind == OperationKind.Write ? _insert : _select).For(key));
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            // Without all of its messages the server runs no statement.
            _cancellationToken.ThrowIfCancellationRequested();
            return new OperationResult(Outcome.Failed, exception.Message, ConnectionUsable: false);
        }

        var result = Receive(kind);
        _cancellationToken.ThrowIfCancellationRequested();
        return result;
    }

    /// <inheritdoc/>
    public void OnRow(int statement, WireRow row) => _found = true;

    /// <inheritdoc/>
    public void OnError(int statement, WireError error) => _error = error;

    /// <inheritdoc/>
    public void OnNotice(WireError notice) =>
        _waitWasCancelled |= OutcomeRules.TellsOfEndedWait(notice.Routine, notice.Message);

    /// <summary>Closes the connection; that of a frozen server too.</summary>
    public void Dispose()
    {
        _abort.Dispose();
        _connection.Dispose();
        _ended.TrySetResult();
    }

    private static bool IsLoss(Exception exception) => exception is IOException or ObjectDisposedException;

    private void Prepare(bool reads)
    {
        try
        {
            _connection.Send([
                .. _insert.Preparation,
                .. reads ? _select.Preparation : [],
                .. new WireWriter().Sync().Written,
            ]);
            _connection.Receive(this);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            Dispose();
            _cancellationToken.ThrowIfCancellationRequested();
            throw WireConnection.IsTimeout(exception)
                ? new TimeoutException(FormattableString.Invariant($"no connection within {_timeout.TotalSeconds} s"))
                : new WireException(_error?.Message ?? exception.Message, _error?.SqlState, exception);
        }

        if (_error is { } error)
        {
            Dispose();
            throw new WireException(error.Message, error.SqlState);
        }
    }

    private OperationResult Receive(OperationKind kind)
    {
        try
        {
            _connection.Receive(this);
        }
        catch (IOException exception) when (WireConnection.IsTimeout(exception))
        {
            return GiveUp(kind);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            return OutcomeRules.OfSilence(kind, _error?.ToString() ?? exception.Message);
        }

        return Judge(kind);
    }

    /// <summary>Asks the server to cancel and gives it a moment to say how the statement ended.</summary>
    private OperationResult GiveUp(OperationKind kind)
    {
        var asking = _connection.CancelAsync(Grace);
        _connection.Patience = Grace;
        try
        {
            _connection.Receive(this);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            var text = WireConnection.IsTimeout(exception)
                ? FormattableString.Invariant($"no answer within {_timeout.TotalSeconds} s")
                : _error?.ToString() ?? exception.Message;
            return OutcomeRules.OfSilence(kind, text);
        }

        // The request must not reach the server late and hit the next statement.
        asking.Wait(_cancellationToken);
        _connection.Patience = _timeout;
        return Judge(kind);
    }

    private OperationResult Judge(OperationKind kind) =>
        _error is { } error ? OutcomeRules.OfAnswer(kind, error)
        : kind == OperationKind.Read ? OperationResult.Acknowledged with { Found = _found }
        : _waitWasCancelled ? OutcomeRules.SynchronousWaitEnded
        : OperationResult.Acknowledged;

    /// <summary>
    /// Ends what the session waits for: the server is asked to cancel, so that no statement of a client that has gone goes
    /// on waiting for a follower; one that does not react is left.
    /// </summary>
    private async Task AbortAsync()
    {
        await _connection.CancelAsync(Grace);
        try
        {
            await _ended.Task.WaitAsync(Grace);
        }
        catch (TimeoutException)
        {
            _connection.Abort();
        }
    }
}

using System.Runtime.CompilerServices;
using Npgsql;

namespace ReplicaShell.Workloads;

/// <summary>
/// Writes rows over one connection, one at a time, and says of each what the client can know of it. Not for several
/// threads at once.
/// </summary>
public sealed class RowWriter : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly KeyStatement _insert;
    private bool _waitWasCancelled;

    private RowWriter(NpgsqlConnection connection, KeyStatement insert)
    {
        _connection = connection;
        _insert = insert;
        _connection.Notice += OnNotice;
    }

    internal Task Released => _insert.Released;

    /// <summary>Prepares to write to a table.</summary>
    /// <param name="connection">An open connection, which stays the caller's.</param>
    /// <param name="table">The table.</param>
    /// <param name="timeout">How long to wait for each write.</param>
    /// <param name="cancellationToken">Cancels the preparation.</param>
    /// <exception cref="System.Data.Common.DbException">The server refuses the statement or cannot be reached.</exception>
    public static async Task<RowWriter> PrepareAsync(
        NpgsqlConnection connection,
        WorkloadTable table,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(table);
        return await PrepareAsync(connection, table.InsertSql, timeout, cancellationToken);
    }

    /// <summary>The same with a statement of the caller's, which writes one row and whose only parameter is its key.</summary>
    internal static async Task<RowWriter> PrepareAsync(
        NpgsqlConnection connection,
        string sql,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var write = await KeyStatement.PrepareAsync(connection, sql, timeout, cancellationToken);
        return new RowWriter(connection, write);
    }

    /// <summary>
    /// Writes one row and commits it. The outcome is Failed when the server answered with an error, which it does before
    /// the commit only; Unknown when the answer never came (the connection broke, the server shut down, time ran out) or
    /// when it came because the wait for a synchronous follower was given up: PostgreSQL reports that as a success with
    /// a notice.
    /// </summary>
    /// <param name="key">The key of the new row.</param>
    /// <param name="cancellationToken">Ends the wait; the row may have been written.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<OperationResult> WriteAsync(int key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _waitWasCancelled = false;
        try
        {
            await _insert.ExecuteAsync(key, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            return OutcomeRules.OfWrite(exception);
        }

        return _waitWasCancelled ? OutcomeRules.SynchronousWaitEnded : OperationResult.Acknowledged;
    }

    /// <summary>Lets go of the connection, which stays open.</summary>
    public ValueTask DisposeAsync()
    {
        _connection.Notice -= OnNotice;
        return _insert.DisposeAsync();
    }

    private void OnNotice(object sender, NpgsqlNoticeEventArgs e) =>
        _waitWasCancelled |= OutcomeRules.TellsOfEndedWait(e.Notice.Routine, e.Notice.MessageText);
}

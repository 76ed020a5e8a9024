using System.Runtime.CompilerServices;
using Npgsql;

namespace ReplicaShell.Workloads;

/// <summary>Reads rows over one connection, one at a time. Not for several threads at once.</summary>
internal sealed class RowReader : IAsyncDisposable
{
    private readonly KeyStatement _select;

    private RowReader(KeyStatement select)
    {
        _select = select;
    }

    public Task Released => _select.Released;

    public static async Task<RowReader> PrepareAsync(
        NpgsqlConnection connection,
        WorkloadTable table,
        TimeSpan timeout,
        CancellationToken cancellationToken
    ) => new(await KeyStatement.PrepareAsync(connection, table.SelectSql, timeout, cancellationToken));

    /// <summary>Reads the row of a key. That it is not there is an answer too.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<OperationResult> ReadAsync(int key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await _select.ExecuteAsync(key, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            return OutcomeRules.OfRead(exception);
        }

        return OperationResult.Acknowledged;
    }

    public ValueTask DisposeAsync() => _select.DisposeAsync();
}

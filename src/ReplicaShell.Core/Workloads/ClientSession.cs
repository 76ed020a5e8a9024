using Npgsql;
using ReplicaShell.History;

namespace ReplicaShell.Workloads;

/// <summary>A client's connection to the leader, with its statements prepared.</summary>
internal sealed class ClientSession : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly RowWriter _writer;
    private readonly RowReader? _reader;

    private ClientSession(string node, NpgsqlConnection connection, RowWriter writer, RowReader? reader)
    {
        (Node, _connection, _writer, _reader) = (node, connection, writer, reader);
    }

    /// <summary>The node it leads to.</summary>
    public string Node { get; }

    /// <summary>Connects to whoever leads now, within the time that a write may take.</summary>
    /// <exception cref="TimeoutException">There was no connection within that time.</exception>
    public static async Task<ClientSession> OpenAsync(
        ILeaderConnections target,
        WorkloadTable table,
        WorkloadOptions options,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.WriteTimeout);
        try
        {
            var leader = await target.OpenLeaderAsync(limit.Token);
            try
            {
                return await PrepareAsync(leader, table, options, limit.Token);
            }
            catch
            {
                await leader.Connection.DisposeAsync();
                throw;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                FormattableString.Invariant($"no connection within {options.WriteTimeout.TotalSeconds} s")
            );
        }
    }

    public ValueTask<OperationResult> RunAsync(OperationKind kind, int key, CancellationToken cancellationToken) =>
        kind == OperationKind.Write
            ? _writer.WriteAsync(key, cancellationToken)
            : _reader!.ReadAsync(key, cancellationToken);

    /// <summary>
    /// Closes the connection. Where a server did not even answer the request to cancel, that happens as soon as it does
    /// or is gone: the driver cannot close a connection in use, and nobody should wait for a frozen server.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        if (_reader is not null)
        {
            await _reader.DisposeAsync();
        }

        var released = Task.WhenAll(_writer.Released, _reader?.Released ?? Task.CompletedTask);
        if (released.IsCompleted)
        {
            await _connection.DisposeAsync();
        }
        else
        {
            _ = released.ContinueWith(
                _ => _connection.DisposeAsync().AsTask(),
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default
            );
        }
    }

    private static async Task<ClientSession> PrepareAsync(
        LeaderConnection leader,
        WorkloadTable table,
        WorkloadOptions options,
        CancellationToken cancellationToken
    )
    {
        var writer = await RowWriter.PrepareAsync(leader.Connection, table, options.WriteTimeout, cancellationToken);
        var reader =
            options.ReadRatio > 0
                ? await RowReader.PrepareAsync(leader.Connection, table, options.WriteTimeout, cancellationToken)
                : null;
        return new ClientSession(leader.Node, leader.Connection, writer, reader);
    }
}

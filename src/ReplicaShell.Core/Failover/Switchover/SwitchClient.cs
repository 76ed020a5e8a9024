using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover.Switchover;

/// <summary>
/// A client that writes one row after another while the leader changes, as clients do who know both servers: when one
/// takes no writes it tries the other. What it sees is the downtime.
/// </summary>
internal sealed class SwitchClient : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan TimeToConnect = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _firstAfter = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Pair _pair;
    private readonly NodeDefinition[] _nodes;
    private readonly long _zero;
    private readonly Task _writing;
    private bool _isDisposed;

    private SwitchClient(Pair pair, NodeDefinition old, NodeDefinition candidate, long zero)
    {
        (_pair, _nodes, _zero) = (pair, [old, candidate], zero);
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>When the old leader last acknowledged a write, since the beginning of the switchover.</summary>
    public TimeSpan LastBefore { get; private set; }

    /// <summary>When the new one first did; null while it has not.</summary>
    public TimeSpan? FirstAfter { get; private set; }

    public int Acknowledged { get; private set; }

    public int Unknown { get; private set; }

    /// <summary>Starts to write, and returns when the first write was acknowledged.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="old">The node that leads.</param>
    /// <param name="candidate">The node that will.</param>
    /// <param name="zero">The beginning of the switchover, as a timestamp of <see cref="Stopwatch"/>.</param>
    /// <param name="cancellationToken">Ends the waiting, and the writing.</param>
    public static async Task<SwitchClient> StartAsync(
        Pair pair,
        NodeDefinition old,
        NodeDefinition candidate,
        long zero,
        CancellationToken cancellationToken
    )
    {
        var client = new SwitchClient(pair, old, candidate, zero);
        try
        {
            await client._first.Task.WaitAsync(cancellationToken);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns true when the new leader has acknowledged a write, false when it did not in time.</summary>
    public async Task<bool> WritesAgainAsync(TimeSpan within)
    {
        try
        {
            await _firstAfter.Task.WaitAsync(within);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _stop.CancelAsync();
        try
        {
            await _writing.WaitAsync(TimeToConnect);
        }
        catch (TimeoutException)
        {
            // A write that waits for followers: its connection goes with the process, or when they come.
            Abandoned.Observe(_writing);
        }

        _stop.Dispose();
    }

    private async Task WriteAsync()
    {
        var token = _stop.Token;
        var turn = 0;
        NpgsqlConnection? connection = null;
        try
        {
            while (!token.IsCancellationRequested)
            {
                var isOld = turn % _nodes.Length == 0;
                var isSent = false;
                try
                {
                    connection ??= await OpenAsync(_nodes[turn % _nodes.Length], token);
                    isSent = true;
                    await connection.ExecuteAsync(FirstWrite.Sql, token);
                    Note(isOld);
                    await Task.Delay(Pause, token);
                }
                catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException)
                {
                    // Whoever answers with an error has done nothing; else nobody knows.
                    Unknown += isSent && e is not PostgresException { InvariantSeverity: "ERROR" } ? 1 : 0;
                    await CloseAsync(connection);
                    connection = null;
                    turn++;
                    await Task.Delay(Pause, token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It was told to stop.
        }
        finally
        {
            await CloseAsync(connection);
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(NodeDefinition node, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_pair.ConnectionString(node) + ";Pooling=false;Timeout=1");
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static ValueTask CloseAsync(NpgsqlConnection? connection) =>
        connection is null ? ValueTask.CompletedTask : connection.DisposeAsync();

    private void Note(bool isOld)
    {
        var now = Stopwatch.GetElapsedTime(_zero);
        Acknowledged++;
        if (isOld)
        {
            LastBefore = now;
            _first.TrySetResult();
        }
        else if (FirstAfter is null)
        {
            FirstAfter = now;
            _firstAfter.TrySetResult();
        }
    }
}

using Npgsql;
using ReplicaShell.History;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;
using ReplicaShell.Workloads;

namespace ReplicaShell.Drills;

/// <summary>Writes a number of rows to one node and records each with its outcome.</summary>
/// <param name="pair">The pair.</param>
/// <param name="table">The table.</param>
/// <param name="history">Where the writes are recorded.</param>
/// <param name="timeout">How long to wait for each.</param>
internal sealed class RowBatch(Pair pair, WorkloadTable table, HistoryRecorder history, TimeSpan timeout)
{
    /// <summary>Writes the rows of these keys, by that many clients at once.</summary>
    /// <param name="node">Where to.</param>
    /// <param name="firstKey">The first key; the others follow it.</param>
    /// <param name="count">How many.</param>
    /// <param name="clients">How many clients share the work.</param>
    /// <param name="done">Called after each write.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public Task WriteAsync(
        NodeDefinition node,
        int firstKey,
        int count,
        int clients,
        Action done,
        CancellationToken cancellationToken
    )
    {
        var next = firstKey - 1;
        return Task.WhenAll(
            Enumerable.Range(0, Math.Min(clients, count)).Select(_ => RunClientAsync(history.AddClient()))
        );

        async Task RunClientAsync(ClientRecorder recorder)
        {
            NpgsqlConnection? connection = null;
            RowWriter? writer = null;
            try
            {
                for (
                    var key = Interlocked.Increment(ref next);
                    key < firstKey + count;
                    key = Interlocked.Increment(ref next)
                )
                {
                    if (writer is null)
                    {
                        connection = await pair.ConnectAsync(node, cancellationToken);
                        writer = await RowWriter.PrepareAsync(connection, table, timeout, cancellationToken);
                    }

                    var invoked = recorder.Elapsed;
                    var result = await writer.WriteAsync(key, cancellationToken);
                    recorder.Record(OperationKind.Write, key, invoked, result.Outcome, node.Name, result.Error);
                    done();
                    if (!result.ConnectionUsable)
                    {
                        await CloseAsync(writer, connection);
                        (writer, connection) = (null, null);
                    }
                }
            }
            finally
            {
                await CloseAsync(writer, connection);
            }
        }
    }

    private static async Task CloseAsync(RowWriter? writer, NpgsqlConnection? connection)
    {
        if (writer is not null)
        {
            await writer.DisposeAsync();
        }

        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }
}

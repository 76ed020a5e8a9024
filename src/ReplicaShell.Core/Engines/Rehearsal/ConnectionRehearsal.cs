using System.Net.Sockets;
using Npgsql;
using ReplicaShell.Sql;
using ReplicaShell.Topology;
using ReplicaShell.Wire;

namespace ReplicaShell.Engines.Rehearsal;

/// <summary>
/// The first connection of a process takes a tenth of a second more than the next, since the driver's code for it is
/// compiled then. So this connects to a place in this process that takes every password, and asks what is asked of a new pair:
/// something without an answer, single values, a row.
/// </summary>
internal static class ConnectionRehearsal
{
    // Random where it matters; here both ends are this process.
    private const string Password = "rehearsal";
    private static readonly KeyValuePair<string, string>[] OfReplication = [new("replication", "true")];

    private static int _begun;

    /// <summary>Begins it when it was not begun before in this process. Nobody waits for it, and it fails in silence.</summary>
    public static void Begin(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _begun, 1) == 0)
        {
            _ = Task.Run(() => RunAsync(cancellationToken), cancellationToken);
        }
    }

    /// <summary>Runs it; false when it did not get to its end: the first connection then takes its time.</summary>
    internal static async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var server = new RehearsalServer(Password);
            using var _ = cancellationToken.UnsafeRegister(static one => ((RehearsalServer)one!).Dispose(), server);
            var answering = Task.Factory.StartNew(
                server.AnswerTwoClients,
                cancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
            var settings = ConnectionSettings.For(
                server.Address,
                new PairSecrets(Password, string.Empty),
                PairDatabases.Application
            );
            await AskAsync(settings, cancellationToken);
            WireConnection
                .Open(new NpgsqlConnectionStringBuilder(settings), OfReplication, cancellationToken)
                .Dispose();
            await answering;
            return true;
        }
        catch (Exception e)
            when (e
                    is NpgsqlException
                        or WireException
                        or IOException
                        or SocketException
                        or ObjectDisposedException
                        or OperationCanceledException
            )
        {
            return false;
        }
    }

    private static async Task AskAsync(string settings, CancellationToken cancellationToken)
    {
        await using var source = ConnectionSettings.Plain(settings + ";Pooling=false");
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync("nothing", cancellationToken);
        await connection.ScalarAsync("a text", "parameter", cancellationToken);
        var moment = (DateTime)(await connection.ScalarAsync("a moment", cancellationToken))!;
        await connection.ScalarAsync("a truth", moment, cancellationToken);
        await using var command = new NpgsqlCommand("a row", connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        _ = (await row.IsDBNullAsync(2, cancellationToken), row.GetBoolean(0), row.GetString(1), row.GetInt32(2));
    }
}

using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Provisioning;

/// <summary>Step 4: the follower starts, and a row that is written to the leader is read back from it.</summary>
internal static class StartAndVerify
{
    private const string Write =
        "update replicashell.heartbeat set written_at = clock_timestamp() where id = 1 returning written_at";

    private const string Position = "select pg_current_wal_lsn()::text";

    // It accepts sessions before it has replayed what made the table: to ask for that would be an error in its log each time.
    private const string Replayed = "select pg_last_wal_replay_lsn() >= $1::pg_lsn";

    private const string Read = "select written_at >= $1 from replicashell.heartbeat where id = 1";
    private static readonly TimeSpan TimeToArrive = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(
        ProvisioningContext context,
        NodeDefinition follower,
        CancellationToken cancellationToken
    )
    {
        await context.Engine.StartAsync(context.Pair, follower, cancellationToken);
        await VerifyAsync(context, follower, cancellationToken);
    }

    /// <summary>Writes to the leader and reads from the follower, which runs already.</summary>
    /// <exception cref="ReplicaException"><c>NotVerified</c>.</exception>
    public static async Task VerifyAsync(
        ProvisioningContext context,
        NodeDefinition follower,
        CancellationToken cancellationToken
    )
    {
        // The first session in a database takes its time: the follower's is opened while the leader writes.
        var written = WriteAsync(context, cancellationToken);
        if (!await Until.TrueAsync(ReadBackAsync, TimeToArrive, cancellationToken))
        {
            throw PairErrors.NotVerified(context.Pair.Name, follower.Name);
        }

        async ValueTask<bool> ReadBackAsync(CancellationToken token)
        {
            await using var reader = await context.ConnectAsync(follower, token);
            var (at, position) = await written;
            try
            {
                return await reader.ScalarAsync(Replayed, position, token) is true
                    && await reader.ScalarAsync(Read, at, token) is true;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable)
            {
                // Where the pair's settings say synchronous_commit=off, the leader has not written yet what it has committed.
                return false;
            }
        }
    }

    private static async Task<(DateTime At, string Position)> WriteAsync(
        ProvisioningContext context,
        CancellationToken cancellationToken
    )
    {
        await using var leader = await context.ConnectAsync(context.Leader, cancellationToken);
        return (
            (DateTime)(await leader.ScalarAsync(Write, cancellationToken))!,
            (string)(await leader.ScalarAsync(Position, cancellationToken))!
        );
    }
}

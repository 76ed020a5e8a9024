using Npgsql;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Provisioning;

/// <summary>Step 1: a server with wal_level=replica and the other settings of a leader, SCRAM, and the pair's own password.</summary>
internal static class PrepareLeader
{
    /// <summary>
    /// Makes the leader and returns a session of the superuser's, in template1. The database of the user's tables is there:
    /// a second one would be three hundred files more on every node.
    /// </summary>
    public static async Task<NpgsqlConnection> RunAsync(
        ProvisioningContext context,
        CancellationToken cancellationToken
    )
    {
        var (engine, pair, leader) = (context.Engine, context.Pair, context.Leader);
        await engine.InitializeAsync(pair, leader, cancellationToken);
        await engine.StartAsync(pair, leader, cancellationToken);
        var session = await engine.SetPasswordAsync(pair, leader, cancellationToken);
        try
        {
            await session.ExecuteAsync(
                $"alter database {PairDatabases.OfInitdb} rename to {PairDatabases.Application}",
                cancellationToken
            );
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }
}

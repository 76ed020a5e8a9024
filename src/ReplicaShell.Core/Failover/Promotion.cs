using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Provisioning;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover;

/// <summary>Phase 4: the elected follower becomes the leader.</summary>
internal static class Promotion
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Promotes a node and returns when it is out of recovery, which is looked for every two milliseconds: pg_promote's
    /// own wait looks every hundred.
    /// </summary>
    /// <param name="pair">The pair, as it will be after the failover.</param>
    /// <param name="node">The node to promote.</param>
    /// <param name="connection">A connection to it.</param>
    /// <param name="cancellationToken">Ends the waiting, not the promotion.</param>
    /// <exception cref="ReplicaException"><c>PromotionTimeout</c>.</exception>
    public static async Task RunAsync(
        PairDefinition pair,
        NodeDefinition node,
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        // A base backup copies what the old leader waited for: without this the new one would wait for itself.
        await SynchronousStandbys.ApplyAsync(connection, Modes.Names(pair), pair.Commit, cancellationToken);
        await connection.ExecuteAsync("select pg_promote(wait => false) where pg_is_in_recovery()", cancellationToken);
        await using var command = new NpgsqlCommand("select not pg_is_in_recovery()", connection);
        await command.PrepareAsync(cancellationToken);
        var promoted = await Until.TrueAsync(
            async token => await command.ExecuteScalarAsync(token) is true,
            Patience,
            cancellationToken
        );
        if (!promoted)
        {
            throw FailoverErrors.PromotionTimeout(pair, node.Name, Patience);
        }
    }
}

using Npgsql;
using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>What a follower that does not follow says of the WAL that it has and wants.</summary>
/// <param name="Received">The end of the WAL that it has; null when it has none yet.</param>
/// <param name="Slot">The slot that it asks its upstream for; null when it asks for none.</param>
/// <param name="HasReplayed">
/// Whether it has come to the end of the WAL that it has itself, and waits for more. One that was just started may have much
/// to replay yet, and needs nothing from anybody until then.
/// </param>
internal sealed record StrayProbe(Lsn? Received, string? Slot, bool HasReplayed)
{
    private const string Sql = """
        select greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())::text,
               nullif(current_setting('primary_slot_name'), ''),
               exists (select from pg_stat_activity where backend_type = 'startup'
                   and wait_event in ('RecoveryRetrieveRetryInterval', 'RecoveryWalStream'))
        """;

    /// <summary>Asks it; null when it does not answer.</summary>
    public static async Task<StrayProbe?> AskAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await pair.ConnectPlainlyAsync(node, cancellationToken);
            await using var command = new NpgsqlCommand(Sql, connection);
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            return new StrayProbe(
                await row.IsDBNullAsync(0, cancellationToken) ? null : Lsn.Parse(row.GetString(0)),
                await row.IsDBNullAsync(1, cancellationToken) ? null : row.GetString(1),
                row.GetBoolean(2)
            );
        }
        catch (Exception e) when (e is NpgsqlException or Errors.ReplicaException)
        {
            return null;
        }
    }
}

using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover.Rejoin;

/// <summary>How far a standby's WAL reaches.</summary>
/// <param name="End">Where it ends, received or replayed.</param>
/// <param name="Timeline">The timeline it is on.</param>
internal sealed record StandbyPosition(Lsn End, int Timeline)
{
    private const int QuietLooks = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string Sql = """
        select
            greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())::text,
            greatest(
                coalesce((select received_tli from pg_stat_wal_receiver), 0),
                coalesce((select min_recovery_end_timeline from pg_control_recovery()), 0),
                (select timeline_id from pg_control_checkpoint()))
        where pg_is_in_recovery()
        """;

    /// <summary>
    /// Asks a standby, when what it has on disk is replayed; null when it does not answer as one. Nobody announces that end:
    /// it is there when the position has not moved for a number of looks.
    /// </summary>
    public static async Task<StandbyPosition?> ReadAsync(
        Pair pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var standby = await pair.ConnectPlainlyAsync(node, cancellationToken);
            (StandbyPosition? last, var quiet) = (null, 0);
            await Until.TrueAsync(
                async token =>
                {
                    var now = await AskAsync(standby, token);
                    quiet = now == last ? quiet + 1 : 0;
                    last = now;
                    return last is null || quiet >= QuietLooks;
                },
                Patience,
                cancellationToken
            );
            return last;
        }
        catch (Exception e) when (e is NpgsqlException or Errors.ReplicaException)
        {
            return null;
        }
    }

    private static async Task<StandbyPosition?> AskAsync(NpgsqlConnection standby, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, standby);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && !await reader.IsDBNullAsync(0, cancellationToken)
            ? new StandbyPosition(Topology.Lsn.Parse(reader.GetString(0)), reader.GetInt32(1))
            : null;
    }
}

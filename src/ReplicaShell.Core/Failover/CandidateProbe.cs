using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover;

/// <summary>What a follower says of itself when it stands for election.</summary>
/// <param name="Received">The end of the WAL that it has on disk, received or replayed.</param>
/// <param name="Timeline">The timeline that it follows.</param>
internal sealed record CandidateProbe(Lsn Received, int Timeline)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    // A standby that never had a receiver in this life has only what it replayed.
    private const string Sql = """
        select
            greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())::text,
            greatest(
                coalesce((select received_tli from pg_stat_wal_receiver), 0),
                coalesce((select min_recovery_end_timeline from pg_control_recovery()), 0),
                (select timeline_id from pg_control_checkpoint()))
        where pg_is_in_recovery()
        """;

    /// <summary>Asks a follower; null when it does not answer or is none.</summary>
    public static async Task<CandidateProbe?> AskAsync(
        Pair pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        var asking = Task.Run(() => AskServerAsync(pair, node, cancellationToken), cancellationToken);
        try
        {
            return await asking.WaitAsync(Timeout, cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or Errors.ReplicaException)
        {
            Abandoned.Observe(asking);
            return null;
        }
    }

    private static async Task<CandidateProbe?> AskServerAsync(
        Pair pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await pair.ConnectAsync(node, cancellationToken);
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && !await reader.IsDBNullAsync(0, cancellationToken)
            ? new CandidateProbe(Lsn.Parse(reader.GetString(0)), reader.GetInt32(1))
            : null;
    }
}

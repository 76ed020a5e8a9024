using Npgsql;
using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>What one server says of itself.</summary>
/// <param name="Writable">Whether it is out of recovery, and so takes writes.</param>
/// <param name="Lsn">Where it is: its current position as a leader, what it has replayed as a follower.</param>
/// <param name="Timeline">The timeline it is on.</param>
/// <param name="Receiving">Whether a WAL receiver streams; false on a leader.</param>
/// <param name="Paused">Whether replay is paused.</param>
internal sealed record NodeProbe(bool Writable, Lsn? Lsn, int? Timeline, bool Receiving, bool Paused)
{
    // A server that does not answer within this is as good as unreachable to somebody who looks at a list.
    private const int TimeoutSeconds = 2;

    // On a standby pg_walfile_name is refused; the receiver knows the timeline, and the control file does without one.
    private const string Sql = """
        select
            not pg_is_in_recovery(),
            case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end::text,
            case
                when pg_is_in_recovery() then coalesce(
                    (select received_tli from pg_stat_wal_receiver),
                    nullif((select min_recovery_end_timeline from pg_control_recovery()), 0),
                    (select timeline_id from pg_control_checkpoint()))
                else ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int
            end,
            exists (select from pg_stat_wal_receiver where status = 'streaming'),
            case when pg_is_in_recovery() then pg_is_wal_replay_paused() else false end
        """;

    /// <summary>Asks a server; null when it does not answer.</summary>
    public static async Task<NodeProbe?> AskAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(TimeoutSeconds));
        try
        {
            await using var connection = await pair.ConnectPlainlyAsync(node, limit.Token);
            await using var command = new NpgsqlCommand(Sql, connection) { CommandTimeout = TimeoutSeconds };
            await using var reader = await command.ExecuteReaderAsync(limit.Token);
            await reader.ReadAsync(limit.Token);
            return new NodeProbe(
                reader.GetBoolean(0),
                await reader.IsDBNullAsync(1, limit.Token) ? null : Topology.Lsn.Parse(reader.GetString(1)),
                await reader.IsDBNullAsync(2, limit.Token) ? null : reader.GetInt32(2),
                reader.GetBoolean(3),
                reader.GetBoolean(4)
            );
        }
        catch (Exception e)
            when (e is NpgsqlException or TimeoutException or Errors.ReplicaException
                || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            return null;
        }
    }
}

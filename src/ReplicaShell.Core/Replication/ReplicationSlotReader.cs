using Npgsql;
using NpgsqlTypes;
using ReplicaShell.Topology;

namespace ReplicaShell.Replication;

/// <summary>Reads the slots of a server, leader or follower, of PostgreSQL 15 to 18.</summary>
public static class ReplicationSlotReader
{
    // A column that a version lacks is a missing key of the row's JSON, and so null.
    private const string Sql = """
        select s.slot_name, s.slot_type, s.active, s.restart_lsn,
               pg_wal_lsn_diff(
                   case when pg_is_in_recovery()
                        then greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())
                        else pg_current_wal_lsn() end,
                   s.restart_lsn)::bigint,
               s.wal_status, s.safe_wal_size, s.temporary, to_jsonb(s) ->> 'invalidation_reason'
        from pg_replication_slots as s
        order by s.slot_name
        """;

    /// <summary>The slots of a node, by name.</summary>
    /// <param name="server">Connections to it, as a user who may read the replication statistics.</param>
    /// <param name="pair">The pair's name.</param>
    /// <param name="node">The node's name.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="NpgsqlException">The server cannot be asked.</exception>
    public static async Task<IReadOnlyList<ReplicationSlot>> ReadAsync(
        NpgsqlDataSource server,
        string pair,
        string node,
        CancellationToken cancellationToken
    )
    {
        var slots = new List<ReplicationSlot>();
        var now = DateTimeOffset.UtcNow;
        await using var command = server.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            slots.Add(
                new ReplicationSlot
                {
                    Time = now,
                    Pair = pair,
                    Node = node,
                    Name = row.GetString(0),
                    Type = row.GetString(1),
                    Active = row.GetBoolean(2),
                    RestartLsn = row.IsDBNull(3) ? null : ToLsn(row.GetFieldValue<NpgsqlLogSequenceNumber>(3)),
                    RetainedBytes = row.IsDBNull(4) ? null : row.GetInt64(4),
                    WalStatus = row.IsDBNull(5) ? null : row.GetString(5),
                    SafeWalSize = row.IsDBNull(6) ? null : row.GetInt64(6),
                    Temporary = row.GetBoolean(7),
                    InvalidationReason = row.IsDBNull(8) ? null : row.GetString(8),
                }
            );
        }

        return slots;
    }

    private static Lsn ToLsn(NpgsqlLogSequenceNumber position) => new((ulong)position);
}

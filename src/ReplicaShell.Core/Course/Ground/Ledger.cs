using Npgsql;
using ReplicaShell.Drills;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;

namespace ReplicaShell.Course.Ground;

/// <summary>
/// A table beside inventory that tells of each of its writes where it was made: on which timeline, and whether the commit
/// had to wait for a follower. It is written in the same transaction, so it is lost with the write.
/// </summary>
internal static class Ledger
{
    private const string Definition = """
        create table replicashell.ledger (
            id uuid primary key default gen_random_uuid(),
            product_id int not null,
            timeline int not null,
            waits boolean not null,
            session int not null default pg_backend_pid(),
            written_at timestamptz not null default clock_timestamp()
        );
        create function replicashell.note_write() returns trigger language plpgsql as $$
        begin
            insert into replicashell.ledger (product_id, timeline, waits) values (
                new.productId,
                ('x' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8))::bit(32)::int,
                current_setting('synchronous_standby_names') <> ''
                    and current_setting('synchronous_commit') not in ('off', 'local')
            );
            return null;
        end $$;
        create trigger note_write after insert or update on inventory
            for each row execute function replicashell.note_write();
        """;

    private const string Sql =
        "select id, product_id, timeline, waits, session, written_at from replicashell.ledger order by written_at";

    /// <summary>Makes it, and returns when the followers have it.</summary>
    public static async Task PlantAsync(Pair pair, CancellationToken cancellationToken)
    {
        await using (var leader = await pair.ConnectAsync(pair.Leader, cancellationToken))
        {
            await leader.ExecuteAsync(Definition, cancellationToken);
        }

        await CatchUp.AwaitAsync(pair, cancellationToken);
    }

    /// <summary>What a server has of it, the oldest first.</summary>
    /// <exception cref="PostgresException">It is not there.</exception>
    public static async Task<IReadOnlyList<LedgerEntry>> ReadAsync(
        NpgsqlConnection server,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(Sql, server);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<LedgerEntry>();
        while (await row.ReadAsync(cancellationToken))
        {
            entries.Add(
                new(
                    row.GetGuid(0),
                    row.GetInt32(1),
                    row.GetInt32(2),
                    row.GetBoolean(3),
                    row.GetInt32(4),
                    row.GetFieldValue<DateTimeOffset>(5)
                )
            );
        }

        return entries;
    }
}

using Npgsql;
using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>What a leader still has of its WAL, and for whom it keeps it.</summary>
/// <param name="Oldest">Where the oldest WAL file that it has begins; null when it has none or may not be asked.</param>
/// <param name="SegmentBytes">How long a WAL file is.</param>
/// <param name="Slots">The wal_status of each slot, by name; null for one that keeps nothing yet.</param>
internal sealed record KeptWal(Lsn? Oldest, long SegmentBytes, IReadOnlyDictionary<string, string?> Slots)
{
    /// <summary>The oldest WAL file's position and the length of files. The files' names order as their positions do.</summary>
    public const string OldestSql = """
        select format('%s/%s', left(oldest, 8), to_hex(('x' || right(oldest, 8))::bit(32)::bigint * segment)), segment::int
        from (select min(substr(name, 9)) as oldest from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$') as files,
             (select pg_size_bytes(current_setting('wal_segment_size')) as segment) as settings
        """;

    private const string SlotsSql = "select slot_name, wal_status from pg_replication_slots";
    private const string Lost = "lost";

    /// <summary>Asks a leader; null when it does not answer, or lets this user see neither.</summary>
    public static async Task<KeptWal?> AskAsync(Pair pair, NodeDefinition leader, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await pair.ConnectPlainlyAsync(leader, cancellationToken);
            var slots = new Dictionary<string, string?>();
            await using (var command = new NpgsqlCommand(SlotsSql, connection))
            await using (var row = await command.ExecuteReaderAsync(cancellationToken))
            {
                while (await row.ReadAsync(cancellationToken))
                {
                    slots[row.GetString(0)] = await row.IsDBNullAsync(1, cancellationToken) ? null : row.GetString(1);
                }
            }

            var (oldest, segment) = await OldestAsync(connection, cancellationToken);
            return new KeptWal(oldest, segment, slots);
        }
        catch (Exception e) when (e is NpgsqlException or Errors.ReplicaException)
        {
            return null;
        }
    }

    /// <summary>Whether the slot is there and was given up.</summary>
    public bool HasLost(string slot) => Slots.GetValueOrDefault(slot) == Lost;

    /// <summary>
    /// Whether the file that a follower asks for next is gone. A receiver begins at the beginning of a file, even when the
    /// follower has a part of it.
    /// </summary>
    public bool LacksWhatFollows(Lsn received) =>
        Oldest is { } oldest && new Lsn(received.Value - (received.Value % (ulong)SegmentBytes)) < oldest;

    private static async Task<(Lsn? Oldest, long Segment)> OldestAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var command = new NpgsqlCommand(OldestSql, connection);
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            return (
                await row.IsDBNullAsync(0, cancellationToken) ? null : Lsn.Parse(row.GetString(0)),
                row.GetInt32(1)
            );
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return (null, 1);
        }
    }
}

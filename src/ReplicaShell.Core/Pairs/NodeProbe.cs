using Npgsql;
using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>What one server says of itself.</summary>
/// <param name="Writable">Whether it is out of recovery, and so takes writes.</param>
/// <param name="Lsn">Where it is: its current position as a leader, what it has replayed as a follower.</param>
/// <param name="Timeline">The timeline it is on.</param>
/// <param name="Receiving">Whether a WAL receiver streams; false on a leader.</param>
/// <param name="Paused">Whether replay is paused.</param>
/// <param name="SyncStates">Which follower it sends to, by name, and whether commits wait for that one.</param>
internal sealed record NodeProbe(
    bool Writable,
    Lsn? Lsn,
    int? Timeline,
    bool Receiving,
    bool Paused,
    IReadOnlyDictionary<string, SyncState?> SyncStates
)
{
    // A server that does not answer within this is as good as unreachable to somebody who looks at a list.
    private const int TimeoutSeconds = 2;

    // On a standby pg_walfile_name is refused. Whoever runs the servers himself may not let us list their WAL.
    private static string Sql(bool isForeign) =>
        $"""
            select
                not pg_is_in_recovery(),
                case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end::text,
                case
                    when pg_is_in_recovery() then {(isForeign ? ReceivedWal.Claimed : ReceivedWal.Timeline)}
                    else {ReceivedWal.LeaderTimeline}
                end,
                exists (select from pg_stat_wal_receiver where status = 'streaming'),
                case when pg_is_in_recovery() then pg_is_wal_replay_paused() else false end,
                (select string_agg(application_name || E'\t' || sync_state, E'\n')
                    from pg_stat_replication where state = 'streaming')
            """;

    /// <summary>Asks a server; null when it does not answer.</summary>
    public static async Task<NodeProbe?> AskAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(TimeoutSeconds));
        try
        {
            await using var connection = await pair.ConnectPlainlyAsync(node, limit.Token);
            await using var command = new NpgsqlCommand(Sql(pair.Definition.IsForeign), connection)
            {
                CommandTimeout = TimeoutSeconds,
            };
            await using var reader = await command.ExecuteReaderAsync(limit.Token);
            await reader.ReadAsync(limit.Token);
            return new NodeProbe(
                reader.GetBoolean(0),
                await reader.IsDBNullAsync(1, limit.Token) ? null : Topology.Lsn.Parse(reader.GetString(1)),
                await reader.IsDBNullAsync(2, limit.Token) ? null : reader.GetInt32(2),
                reader.GetBoolean(3),
                reader.GetBoolean(4),
                await reader.IsDBNullAsync(5, limit.Token) ? ReadStates(string.Empty) : ReadStates(reader.GetString(5))
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

    private static Dictionary<string, SyncState?> ReadStates(string lines)
    {
        var states = new Dictionary<string, SyncState?>();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, state) = (line[..line.LastIndexOf('\t')], line[(line.LastIndexOf('\t') + 1)..]);
            states[name] = Enum.TryParse<SyncState>(state, ignoreCase: true, out var known) ? known : null;
        }

        return states;
    }
}

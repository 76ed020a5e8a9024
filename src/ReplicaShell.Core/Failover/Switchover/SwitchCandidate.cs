using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover.Switchover;

/// <summary>Who takes the role over: a follower that streams, since the leader will wait for it when it stops.</summary>
internal static class SwitchCandidate
{
    private static readonly TimeSpan TimeToCatchUp = TimeSpan.FromSeconds(30);

    /// <summary>The follower that was asked for, or the best; returns when it has received all that there is now.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="leader">A connection to its leader.</param>
    /// <param name="wanted">The follower that was asked for; null for any.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ReplicaException"><c>CandidateNotStreaming</c>, <c>NodeNotFound</c>, <c>NotAFollower</c>.</exception>
    public static async Task<NodeDefinition> ChooseAsync(
        Pair pair,
        NpgsqlConnection leader,
        string? wanted,
        CancellationToken cancellationToken
    )
    {
        var named = wanted is null ? null : pair.Follower(wanted).Name;
        var able = await Streaming.AbleAsync(pair, pair.Followers, cancellationToken);
        var behind = await BehindAsync(leader, cancellationToken);
        var chosen =
            pair.Followers.Where(node => able.Contains(node.Name) && behind.ContainsKey(node.Name))
                .Where(node => named is null ? node.Priority > 0 : node.Name == named)
                .OrderByDescending(node => node.Priority)
                .ThenBy(node => behind[node.Name])
                .ThenBy(node => node.Name, StringComparer.Ordinal)
                .FirstOrDefault()
            ?? throw SwitchErrors.CandidateNotStreaming(pair.Definition, named);

        var target = (string)(await leader.ScalarAsync("select pg_current_wal_flush_lsn()::text", cancellationToken))!;
        var hasCaughtUp = await Until.TrueAsync(
            async token =>
                await leader.ScalarAsync(
                    $"select exists (select from pg_stat_replication where application_name = $1 and flush_lsn >= '{target}')",
                    chosen.Name,
                    token
                )
                    is true,
            TimeToCatchUp,
            cancellationToken
        );
        return hasCaughtUp ? chosen : throw SwitchErrors.CandidateNotStreaming(pair.Definition, chosen.Name);
    }

    private static async Task<Dictionary<string, decimal>> BehindAsync(
        NpgsqlConnection leader,
        CancellationToken cancellationToken
    )
    {
        const string Sql = """
            select application_name, min(pg_current_wal_lsn() - flush_lsn)
            from pg_stat_replication where state = 'streaming' and flush_lsn is not null group by 1
            """;
        var behind = new Dictionary<string, decimal>();
        await using var command = new NpgsqlCommand(Sql, leader);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            behind[reader.GetString(0)] = reader.GetDecimal(1);
        }

        return behind;
    }
}

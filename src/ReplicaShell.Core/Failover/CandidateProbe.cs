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

    private static string Sql(bool isForeign) =>
        $"""
            select
                case when pg_is_in_recovery() then {ReceivedWal.Lsn} else pg_current_wal_lsn() end::text,
                case
                    when pg_is_in_recovery() then {(isForeign ? ReceivedWal.Claimed : ReceivedWal.Timeline)}
                    else {ReceivedWal.LeaderTimeline}
                end
            where pg_is_in_recovery() or $1
            """;

    /// <summary>Asks a follower; null when it does not answer or is none.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="node">The follower.</param>
    /// <param name="orPromoted">Whether one that has been promoted already will do.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public static async Task<CandidateProbe?> AskAsync(
        Pair pair,
        NodeDefinition node,
        bool orPromoted,
        CancellationToken cancellationToken
    )
    {
        var asking = Task.Run(() => AskServerAsync(pair, node, orPromoted, cancellationToken), cancellationToken);
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
        bool orPromoted,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await pair.ConnectAsync(node, cancellationToken);
        await using var command = new NpgsqlCommand(Sql(pair.Definition.IsForeign), connection)
        {
            Parameters = { new() { Value = orPromoted } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && !await reader.IsDBNullAsync(0, cancellationToken)
            ? new CandidateProbe(Lsn.Parse(reader.GetString(0)), reader.GetInt32(1))
            : null;
    }
}

using Npgsql;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover.Rejoin;

/// <summary>Whether a leader still has the WAL that a follower needs next.</summary>
internal static class LeaderWal
{
    // Names of segments: timeline, then the number of the segment in two parts. The timelines' parts may differ.
    private const string Sql = """
        select min(substr(name, 9)) from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'
        """;

    private const string SegmentOf = "select substr(pg_walfile_name($1::pg_lsn), 9)";

    /// <summary>Why it cannot stream from there on, as a sentence; null when it can.</summary>
    public static async Task<string?> MissingAsync(
        NpgsqlConnection leader,
        Lsn from,
        CancellationToken cancellationToken
    )
    {
        var oldest = (string)(await leader.ScalarAsync(Sql, cancellationToken))!;
        var needed = (string)(await leader.ScalarAsync(SegmentOf, from.ToString(), cancellationToken))!;
        return string.CompareOrdinal(needed, oldest) < 0
            ? $"The WAL that it needs next, from {from} on, is gone from the leader, whose oldest segment is {oldest}."
            : null;
    }
}

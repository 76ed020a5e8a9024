using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Sql;

namespace ReplicaShell.Course.Checks;

/// <summary>A row that is written now: a server that shows it replays what the leader writes.</summary>
internal static class Probe
{
    /// <summary>How long a row may take to a follower that streams.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // A row of the table that ReplicaShell writes to itself; 1 is the heartbeat.
    private const int Row = 1001;

    /// <summary>Writes it, and returns what a follower will show.</summary>
    public static async Task<string> WriteAsync(NpgsqlConnection leader, CancellationToken cancellationToken) =>
        (string)
            (
                await leader.ScalarAsync(
                    $"set synchronous_commit = local; insert into replicashell.heartbeat values ({Row}, clock_timestamp()) "
                        + "on conflict (id) do update set written_at = excluded.written_at returning extract(epoch from written_at)::text",
                    cancellationToken
                )
            )!;

    /// <summary>Whether the row comes to be there.</summary>
    public static Task<bool> ArrivesAsync(
        NpgsqlConnection server,
        string written,
        CancellationToken cancellationToken
    ) =>
        Until.TrueAsync(
            async token =>
                await server.ScalarAsync(
                    $"select extract(epoch from written_at)::text from replicashell.heartbeat where id = {Row}",
                    token
                )
                    is string seen
                && seen == written,
            Patience,
            cancellationToken
        );
}

using ReplicaShell.Engines.Waiting;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;

namespace ReplicaShell.Drills;

/// <summary>Awaits that followers have received all that the leader has written so far.</summary>
internal static class CatchUp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="Errors.ReplicaException"><c>FollowerNotStreaming</c>: they did not get there.</exception>
    public static async Task AwaitAsync(Pair pair, CancellationToken cancellationToken)
    {
        await using var leader = await pair.ConnectAsync(pair.Leader, cancellationToken);
        var target = (string)(await leader.ScalarAsync("select pg_current_wal_flush_lsn()::text", cancellationToken))!;
        var names = pair.Followers.Select(node => node.Name).ToArray();
        var arrived = await Until.TrueAsync(
            async token =>
                await leader.ScalarAsync(
                    $"select count(*) from pg_stat_replication where flush_lsn >= '{target}' and application_name = any ($1)",
                    names,
                    token
                )
                    is long count
                && count >= names.Length,
            Patience,
            cancellationToken
        );
        if (!arrived)
        {
            throw DrillErrors.FollowerNotStreaming(pair.Definition);
        }
    }
}

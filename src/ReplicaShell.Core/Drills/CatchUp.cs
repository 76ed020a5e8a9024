using System.Diagnostics;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Drills;

/// <summary>Awaits that followers have received all that the leader has written so far.</summary>
internal static class CatchUp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <exception cref="Errors.ReplicaException">
    /// <c>FollowerNotStreaming</c>: they did not get there, or one of them does not run.
    /// </exception>
    public static async Task AwaitAsync(Pair pair, CancellationToken cancellationToken)
    {
        await using var leader = await pair.ConnectAsync(pair.Leader, cancellationToken);
        var target = (string)(await leader.ScalarAsync("select pg_current_wal_flush_lsn()::text", cancellationToken))!;
        var names = pair.Followers.Select(node => node.Name).ToArray();
        var started = Stopwatch.GetTimestamp();
        while (!await Until.TrueAsync(HaveArrivedAsync, BetweenLooks, cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(started) >= Patience || !await AllRunAsync(pair, cancellationToken))
            {
                throw DrillErrors.FollowerNotStreaming(pair.Definition);
            }
        }

        async ValueTask<bool> HaveArrivedAsync(CancellationToken token) =>
            await leader.ScalarAsync(
                $"select count(*) from pg_stat_replication where flush_lsn >= '{target}' and application_name = any ($1)",
                names,
                token
            )
                is long count
            && count >= names.Length;
    }

    private static async Task<bool> AllRunAsync(Pair pair, CancellationToken cancellationToken)
    {
        foreach (var node in pair.Followers)
        {
            if (await pair.Engine.StatusAsync(pair.Definition, node, cancellationToken) != ServerStatus.Running)
            {
                return false;
            }
        }

        return true;
    }
}

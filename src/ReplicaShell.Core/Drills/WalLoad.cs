using System.Diagnostics;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;

namespace ReplicaShell.Drills;

/// <summary>
/// Lets a leader write WAL of an exact size and nothing else: messages in the log (pg_logical_emit_message) that no table
/// holds and every follower must receive.
/// </summary>
internal static class WalLoad
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Writes that many bytes a second for that long.</summary>
    /// <returns>How many bytes were written.</returns>
    public static async Task<long> RunAsync(
        Pair pair,
        long bytesPerSecond,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        await using var leader = await pair.ConnectAsync(pair.Leader, cancellationToken);
        // A commit that waited for the follower that is down would never end.
        await leader.ExecuteAsync("set synchronous_commit = local", cancellationToken);
        try
        {
            var started = Stopwatch.GetTimestamp();
            long written = 0;
            for (var at = TimeSpan.Zero; at < duration; at = Stopwatch.GetElapsedTime(started))
            {
                var due = (int)Math.Min((long)(bytesPerSecond * (at + Pause).TotalSeconds) - written, 64 << 20);
                if (due > 0)
                {
                    await leader.ScalarAsync(
                        "select pg_logical_emit_message(true, 'replicashell', repeat('x', $1))",
                        due,
                        cancellationToken
                    );
                    written += due;
                }

                await Task.Delay(Pause, cancellationToken);
            }

            return written;
        }
        finally
        {
            await leader.ExecuteAsync("reset synchronous_commit", CancellationToken.None);
        }
    }
}

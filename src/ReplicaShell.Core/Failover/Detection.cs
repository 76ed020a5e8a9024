using System.Diagnostics;
using Npgsql;
using ReplicaShell.Engines;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover;

/// <summary>
/// Phase 1: is the leader gone? Healthy is a leader that runs, is not cut off from its followers, and answers that it
/// takes writes. One success within the time-out is enough to call the failover off.
/// </summary>
internal static class Detection
{
    /// <summary>A probe that takes longer has failed: a frozen server accepts connections and never answers.</summary>
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan BetweenProbes = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when the leader has failed every probe for as long as the time-out.</summary>
    /// <exception cref="ReplicaException"><c>LeaderHealthy</c>.</exception>
    public static async Task RunAsync(Pair pair, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (pair.Definition.Leader is null)
        {
            return;
        }

        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await IsHealthyAsync(pair, cancellationToken))
            {
                throw FailoverErrors.LeaderHealthy(pair.Definition);
            }

            var left = timeout - Stopwatch.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return;
            }

            await Task.Delay(left < BetweenProbes ? left : BetweenProbes, cancellationToken);
        }
    }

    private static async Task<bool> IsHealthyAsync(Pair pair, CancellationToken cancellationToken)
    {
        var (engine, definition, leader) = (pair.Engine, pair.Definition, pair.Leader);
        if (await engine.StatusAsync(definition, leader, cancellationToken) != ServerStatus.Running)
        {
            return false;
        }

        var networks = await engine.NetworksAsync(definition, cancellationToken);
        return networks?.GetValueOrDefault(leader.Name)?.Cut is null or NetworkCut.None
            && await AnswersAsync(pair, leader, cancellationToken);
    }

    private static async Task<bool> AnswersAsync(Pair pair, NodeDefinition leader, CancellationToken cancellationToken)
    {
        // A connection of its own for every probe: one that was kept could be the last that still works.
        var probe = Task.Run(
            async () =>
            {
                await using var connection = new NpgsqlConnection(pair.ConnectionString(leader) + ";Pooling=false");
                await connection.OpenAsync(cancellationToken);
                return await connection.ScalarAsync("select not pg_is_in_recovery()", cancellationToken) is true;
            },
            cancellationToken
        );
        try
        {
            return await probe.WaitAsync(ProbeTimeout, cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            Abandoned.Observe(probe);
            return false;
        }
    }
}

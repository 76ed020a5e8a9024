using System.Net.Sockets;
using Npgsql;
using ReplicaShell.Engines;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover.Detection;

/// <summary>
/// Asks a leader once whether it leads: its server runs, no fault cuts it off from the other nodes, and a session that is
/// opened for the question answers within the limit that it takes writes. That a server is frozen is not read from the
/// system's process table, since nobody who watches from elsewhere could: it shows in the answer that does not come.
/// </summary>
internal static class LeaderProbe
{
    /// <summary>A probe that takes longer has failed.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(1);

    /// <summary>Asks the node that leads the pair.</summary>
    /// <param name="pair">The pair; it must have a leader.</param>
    /// <param name="limit">How long an answer may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public static async Task<ProbeReading> AskAsync(
        Pair pair,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var (at, started) = (time.GetUtcNow(), time.GetTimestamp());
        var outcome = await OutcomeAsync(pair, pair.Leader, limit, cancellationToken);
        return new ProbeReading(at, time.GetElapsedTime(started), outcome);
    }

    /// <summary>Asks over a way of the caller's, as one who knows nothing but what comes back on it.</summary>
    /// <param name="connectionString">The way.</param>
    /// <param name="limit">How long an answer may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public static async Task<ProbeReading> AskAsync(
        string connectionString,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var (at, started) = (time.GetUtcNow(), time.GetTimestamp());
        var outcome = await AnswerAsync(connectionString, limit, cancellationToken);
        return new ProbeReading(at, time.GetElapsedTime(started), outcome);
    }

    private static async Task<ProbeOutcome> OutcomeAsync(
        Pair pair,
        NodeDefinition leader,
        TimeSpan limit,
        CancellationToken cancellationToken
    )
    {
        var (engine, definition) = (pair.Engine, pair.Definition);
        var status = await engine.StatusAsync(definition, leader, cancellationToken);
        if (status is not (ServerStatus.Running or ServerStatus.Suspended))
        {
            return ProbeOutcome.Gone;
        }

        var networks = await engine.NetworksAsync(definition, cancellationToken);
        return networks?.GetValueOrDefault(leader.Name)?.Cut is not (null or NetworkCut.None)
            ? ProbeOutcome.CutOff
            : await AnswerAsync(pair.ConnectionString(leader), limit, cancellationToken);
    }

    private static async Task<ProbeOutcome> AnswerAsync(
        string connectionString,
        TimeSpan limit,
        CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = stop.Token;

        // A connection of its own for every probe: one that was kept could be the last that still works.
        var question = Task.Run(
            async () =>
            {
                await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
                await connection.OpenAsync(token);
                return await connection.ScalarAsync("select not pg_is_in_recovery()", token) is true;
            },
            token
        );
        try
        {
            return await question.WaitAsync(limit, token) ? ProbeOutcome.Healthy : ProbeOutcome.ReadOnly;
        }
        catch (Exception e) when (e is TimeoutException or NpgsqlException { InnerException: TimeoutException })
        {
            // Its connection is closed, rather than left to a server that may thaw and serve it.
            await stop.CancelAsync();
            Abandoned.Observe(question);
            return ProbeOutcome.Silent;
        }
        catch (Exception e) when (e is NpgsqlException or SocketException)
        {
            return ProbeOutcome.Refused;
        }
    }
}

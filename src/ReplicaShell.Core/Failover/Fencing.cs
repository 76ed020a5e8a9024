using Npgsql;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover;

/// <summary>
/// Phase 3: the old leader takes no more writes. It is ended as a crash ends it, because an orderly shutdown would first
/// try to send its WAL to followers that it may not reach; it is barred on disk, so that it cannot come back as a leader;
/// and both are verified.
/// </summary>
internal static class Fencing
{
    /// <summary>Fences the leader and keeps that it is fenced, before anything is promoted.</summary>
    /// <returns>What the caller should know when the fence was forced past a failure; else null.</returns>
    /// <exception cref="ReplicaException"><c>FenceFailed</c>.</exception>
    public static async Task<string?> RunAsync(Pair pair, bool force, CancellationToken cancellationToken)
    {
        if (pair.Definition.Leader is null)
        {
            return null;
        }

        var leader = pair.Leader;
        try
        {
            if (await IsAliveAsync(pair, leader, cancellationToken))
            {
                await pair.Engine.KillAsync(pair.Definition, leader, cancellationToken);
            }

            await pair.Engine.BarWritesAsync(pair.Definition, leader, cancellationToken);
            await VerifyAsync(pair, leader, cancellationToken);
            await pair.SaveAsync(pair.Definition.With(leader with { Fenced = true }), cancellationToken);
            return null;
        }
        catch (Exception e) when (e is ReplicaException or IOException)
        {
            var failure = e as ReplicaException;
            if (!force)
            {
                throw failure?.ErrorId == nameof(FailoverErrors.FenceFailed)
                    ? failure
                    : FailoverErrors.FenceFailed(pair.Definition, e.Message.TrimEnd('.'), e);
            }

            return $"{leader.Name} could not be fenced ({e.Message.TrimEnd('.')}): it may still take writes.";
        }
    }

    private static async Task<bool> IsAliveAsync(
        Pair pair,
        NodeDefinition leader,
        CancellationToken cancellationToken
    ) =>
        await pair.Engine.StatusAsync(pair.Definition, leader, cancellationToken)
            is ServerStatus.Running
                or ServerStatus.Suspended;

    /// <summary>Nothing runs, and nothing listens: an attempted write does not even find a server.</summary>
    private static async Task VerifyAsync(Pair pair, NodeDefinition leader, CancellationToken cancellationToken)
    {
        if (await IsAliveAsync(pair, leader, cancellationToken))
        {
            throw FailoverErrors.FenceFailed(pair.Definition, "its server still runs");
        }

        try
        {
            await using var connection = new NpgsqlConnection(
                pair.ConnectionString(leader) + ";Pooling=false;Timeout=2"
            );
            await connection.OpenAsync(cancellationToken);
            await connection.ExecuteAsync(FirstWrite.Sql, cancellationToken);
        }
        catch (NpgsqlException)
        {
            return;
        }

        throw FailoverErrors.FenceFailed(pair.Definition, "a write to it still succeeds");
    }
}

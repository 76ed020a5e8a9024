using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Sql;

namespace ReplicaShell.Failover;

/// <summary>Phase 5: the new leader acknowledges a write.</summary>
internal static class FirstWrite
{
    /// <summary>The write: it touches nobody's data.</summary>
    public const string Sql = "update replicashell.heartbeat set written_at = clock_timestamp() where id = 1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Returns true when the write was acknowledged, false when it was not in time.</summary>
    public static async Task<bool> RunAsync(NpgsqlConnection leader, CancellationToken cancellationToken)
    {
        // In a synchronous mode it waits for the followers that are being repointed. The wait is bounded here: asking
        // the server to cancel it would look like a success.
        var write = leader.ExecuteAsync(Sql, CancellationToken.None);
        try
        {
            await write.WaitAsync(Patience, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            Abandoned.Observe(write);
            return false;
        }
    }
}

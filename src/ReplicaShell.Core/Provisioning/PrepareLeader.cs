using Npgsql;

namespace ReplicaShell.Provisioning;

/// <summary>Step 1: a server with wal_level=replica and the other settings of a leader, SCRAM, and the pair's own password.</summary>
internal static class PrepareLeader
{
    /// <summary>Makes the leader and returns a session of the superuser's in its maintenance database.</summary>
    public static async Task<NpgsqlConnection> RunAsync(
        ProvisioningContext context,
        CancellationToken cancellationToken
    )
    {
        var (engine, pair, leader) = (context.Engine, context.Pair, context.Leader);
        await engine.InitializeAsync(pair, leader, cancellationToken);
        await engine.StartAsync(pair, leader, cancellationToken);
        return await engine.SetPasswordAsync(pair, leader, cancellationToken);
    }
}

namespace ReplicaShell.Provisioning;

/// <summary>Step 1: a server with wal_level=replica and the other settings of a leader, SCRAM, and the pair's own password.</summary>
internal static class PrepareLeader
{
    public static async Task RunAsync(ProvisioningContext context, CancellationToken cancellationToken)
    {
        var (engine, pair, leader) = (context.Engine, context.Pair, context.Leader);
        await engine.InitializeAsync(pair, leader, cancellationToken);
        await engine.ConfigureAsync(pair, leader, cancellationToken);
        await engine.StartAsync(pair, leader, cancellationToken);
        await engine.SetPasswordAsync(pair, leader, cancellationToken);
    }
}

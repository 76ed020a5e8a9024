using ReplicaShell.Topology;

namespace ReplicaShell.Provisioning;

/// <summary>Step 3: a copy of the running leader for a follower, with its slot and -R.</summary>
internal static class TakeBaseBackup
{
    public static async Task<NodeDefinition> RunAsync(
        ProvisioningContext context,
        NodeDefinition follower,
        Action begun,
        CancellationToken cancellationToken
    )
    {
        var (engine, pair) = (context.Engine, context.Pair);
        return follower with
        {
            BackupMethod = await engine.BaseBackupAsync(pair, follower, context.Leader, begun, cancellationToken),
        };
    }
}

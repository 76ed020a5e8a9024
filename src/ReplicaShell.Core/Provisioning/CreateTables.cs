using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Provisioning;

/// <summary>
/// What a new pair contains, made on the leader while it is copied and the followers start: what a backup does not have,
/// its follower replays.
/// </summary>
internal static class CreateTables
{
    public static async Task RunAsync(ProvisioningContext context, CancellationToken cancellationToken)
    {
        await using var leader = await context.ConnectAsync(context.Leader, cancellationToken);
        await leader.ExecuteAsync(
            context.Options.Dataset == PairDataset.Inventory
                ? Datasets.Heartbeat + Datasets.Inventory
                : Datasets.Heartbeat,
            cancellationToken
        );
    }
}

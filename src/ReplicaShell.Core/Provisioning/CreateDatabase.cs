using Npgsql;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Provisioning;

/// <summary>
/// The database of the user's tables, made on the leader while it is copied and the followers start: what a backup does not
/// have, its follower replays. Made before, it would hold up the backup's checkpoint until its files are on disk.
/// </summary>
internal static class CreateDatabase
{
    public static async Task RunAsync(
        ProvisioningContext context,
        NpgsqlConnection leader,
        CancellationToken cancellationToken
    )
    {
        await leader.ExecuteAsync($"create database {PairDatabases.Application}", cancellationToken);
        await using var application = await context.ConnectAsync(context.Leader, cancellationToken);
        await application.ExecuteAsync(
            context.Options.Dataset == PairDataset.Inventory
                ? Datasets.Heartbeat + Datasets.Inventory
                : Datasets.Heartbeat,
            cancellationToken
        );
    }
}

using Npgsql;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Provisioning;

/// <summary>
/// The database of the user's tables, made on the leader while the base backups run: what a backup does not have yet, its
/// follower replays.
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

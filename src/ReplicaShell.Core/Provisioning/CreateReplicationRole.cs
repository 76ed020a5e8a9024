using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Provisioning;

/// <summary>Step 2: the role that followers connect with, a physical slot for each of them, and the database.</summary>
internal static class CreateReplicationRole
{
    public static async Task RunAsync(ProvisioningContext context, CancellationToken cancellationToken)
    {
        await using var connection = await context.ConnectAsync(context.Leader, cancellationToken);
        var verifier = SqlLiteral.Quote(ScramVerifier.For(context.Secrets.Replicator));
        await connection.ExecuteAsync(
            $"create role {PairDatabases.Replicator} with replication login password {verifier}",
            cancellationToken
        );
        foreach (var follower in context.Followers)
        {
            await PhysicalSlot.EnsureAsync(connection, follower.Name, cancellationToken);
        }

        await connection.ExecuteAsync($"create database {PairDatabases.Application}", cancellationToken);
        await using var application = await context.ConnectAsync(
            context.Leader,
            cancellationToken,
            PairDatabases.Application
        );
        await application.ExecuteAsync(Datasets.Heartbeat, cancellationToken);
        if (context.Options.Dataset == PairDataset.Inventory)
        {
            await application.ExecuteAsync(Datasets.Inventory, cancellationToken);
        }
    }
}

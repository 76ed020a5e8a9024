using Npgsql;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Provisioning;

/// <summary>Step 2: the role that followers connect with, a physical slot for each of them, and the database.</summary>
internal static class CreateReplicationRole
{
    public static async Task RunAsync(ProvisioningContext context, CancellationToken cancellationToken)
    {
        await using var connection = await context.ConnectAsync(context.Leader, cancellationToken);
        var verifier = SqlText.Literal(ScramVerifier.For(context.Secrets.Replicator));
        await ExecuteAsync(
            connection,
            $"create role {PairDatabases.Replicator} with replication login password {verifier}",
            cancellationToken
        );
        foreach (var follower in context.Followers)
        {
            await PhysicalSlot.EnsureAsync(connection, follower.Name, cancellationToken);
        }

        await ExecuteAsync(connection, $"create database {PairDatabases.Application}", cancellationToken);
        await using var application = await context.ConnectAsync(
            context.Leader,
            cancellationToken,
            PairDatabases.Application
        );
        await ExecuteAsync(application, Datasets.Heartbeat, cancellationToken);
        if (context.Options.Dataset == PairDataset.Inventory)
        {
            await ExecuteAsync(application, Datasets.Inventory, cancellationToken);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Provisioning;

/// <summary>Step 2: the role that followers connect with, and a physical slot for each of them.</summary>
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
    }
}

using Npgsql;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Provisioning;

/// <summary>Step 2: the role that followers connect with, and a physical slot for each of them.</summary>
internal static class CreateReplicationRole
{
    public static async Task RunAsync(
        ProvisioningContext context,
        NpgsqlConnection leader,
        CancellationToken cancellationToken
    )
    {
        var verifier = SqlLiteral.Quote(ScramVerifier.For(context.Secrets.Replicator));
        await leader.ExecuteAsync(
            $"create role {PairDatabases.Replicator} with replication login password {verifier}",
            cancellationToken
        );
        foreach (var follower in context.Followers)
        {
            await PhysicalSlot.EnsureAsync(leader, follower.Name, cancellationToken);
        }
    }
}

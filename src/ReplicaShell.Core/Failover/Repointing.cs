using Npgsql;
using ReplicaShell.Pairs;
using ReplicaShell.Provisioning;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover;

/// <summary>The other followers follow the new leader, which has a slot for each of them.</summary>
internal static class Repointing
{
    public static async Task RunAsync(
        Pair pair,
        PairDefinition after,
        NodeDefinition leader,
        CancellationToken cancellationToken
    )
    {
        var others = after.Nodes.Where(node => node.Name != leader.Name && !node.Detached).ToList();
        if (others.Count == 0)
        {
            return;
        }

        await using NpgsqlConnection connection = await pair.ConnectAsync(leader, cancellationToken);
        foreach (var follower in others)
        {
            // The slot first: from then on the new leader keeps what the follower needs.
            await PhysicalSlot.EnsureAsync(connection, follower.Name, cancellationToken);
            await pair.Engine.RouteAsync(after, follower, leader, cancellationToken);
        }
    }
}

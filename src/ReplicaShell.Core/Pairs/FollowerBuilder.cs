using ReplicaShell.Provisioning;
using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>Adds a follower to a pair that exists.</summary>
internal static class FollowerBuilder
{
    public static async Task<NodeDefinition> AddAsync(
        Pair pair,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        var (engine, before, leader) = (pair.Engine, pair.Definition, pair.Leader);
        if (pair.Followers.Count() >= PairOptions.MostFollowers)
        {
            throw PairErrors.InvalidFollowerCount(PairOptions.MostFollowers + 1);
        }

        await using var connection = await pair.ConnectAsync(leader, cancellationToken);
        var node = await engine.PrepareNodeAsync(before, FreeName(before), cancellationToken);
        var planned = before with { Nodes = [.. before.Nodes, node] };
        try
        {
            progress?.Report(new("Creating the slot", 5));
            await PhysicalSlot.EnsureAsync(connection, node.Name, cancellationToken);

            // Saved before its server runs, so that a removal finds it whatever happens from here on.
            await pair.SaveAsync(planned, cancellationToken);
            await engine.EnsureNetworkAsync(planned, cancellationToken);
            await engine.RouteAsync(planned, node, leader, cancellationToken);
            var context = pair.Provisioning(leader);
            progress?.Report(new($"Base backup for {node.Name}", 15));
            node = await TakeBaseBackup.RunAsync(context, node, cancellationToken);
            progress?.Report(new($"Starting and verifying {node.Name}", 70));
            await StartAndVerify.RunAsync(context, node, cancellationToken);
            await pair.SaveAsync(planned.With(node), cancellationToken);
            await Modes.ReapplyAsync(pair, cancellationToken);
            return node;
        }
        catch (Exception failure)
        {
            var cause = await engine.ExplainAsync(planned, failure);
            await engine.DestroyNodeAsync(planned, node, CancellationToken.None);
            await pair.SaveAsync(before, CancellationToken.None);
            await engine.EnsureNetworkAsync(before, CancellationToken.None);
            await PhysicalSlot.DropAsync(connection, node.Name, CancellationToken.None);
            if (cause != failure)
            {
                throw cause;
            }

            throw;
        }
    }

    private static string FreeName(PairDefinition pair) =>
        Enumerable.Range(1, int.MaxValue).Select(number => $"node{number}").First(name => pair.FindNode(name) is null);
}

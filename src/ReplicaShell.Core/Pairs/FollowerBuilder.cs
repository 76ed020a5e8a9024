using Npgsql;
using ReplicaShell.Errors;
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
            node = await TakeBaseBackup.RunAsync(context, node, () => { }, cancellationToken);
            progress?.Report(new($"Starting and verifying {node.Name}", 70));
            await StartAndVerify.RunAsync(context, node, cancellationToken);
            await pair.SaveAsync(planned.With(node), cancellationToken);
            await Modes.ReapplyAsync(pair, cancellationToken);
            return node;
        }
        catch (Exception failure)
        {
            var cause = await engine.ExplainAsync(planned, failure);
            await UndoAsync(pair, before, planned, node, connection);
            if (cause != failure)
            {
                throw cause;
            }

            throw;
        }
    }

    /// <summary>Makes it what it was, as far as engine and leader still answer; a slot that is left is used by the next follower.</summary>
    private static async Task UndoAsync(
        Pair pair,
        PairDefinition before,
        PairDefinition planned,
        NodeDefinition node,
        NpgsqlConnection leader
    )
    {
        try
        {
            await pair.Engine.DestroyNodeAsync(planned, node, CancellationToken.None);
            await pair.SaveAsync(before, CancellationToken.None);
            await pair.Engine.EnsureNetworkAsync(before, CancellationToken.None);
            await PhysicalSlot.DropAsync(leader, node.Name, CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // What broke the making has ended the leader, too, and is what is told.
        }
        catch (ReplicaException silence) when (silence.EngineIsSilent)
        {
            throw await pair.Engine.ExplainAsync(planned, silence);
        }
    }

    private static string FreeName(PairDefinition pair) =>
        Enumerable.Range(1, int.MaxValue).Select(number => $"node{number}").First(name => pair.FindNode(name) is null);
}

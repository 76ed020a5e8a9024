using Npgsql;
using ReplicaShell.Pairs;
using ReplicaShell.Replication.Divergence;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover.Rejoin;

/// <summary>
/// Reads a server that led once and may have rows of its own. Marked as a standby on disk it replays what it has, answers,
/// and takes no writes.
/// </summary>
internal static class OldServer
{
    /// <summary>
    /// Lets a node run as a standby. A former leader that runs is ended first: what it is goes on taking writes. A standby
    /// that runs is left as it is.
    /// </summary>
    /// <exception cref="Errors.ReplicaException"><c>ServerStartFailed</c>, <c>StopTimeout</c>.</exception>
    public static async Task RunAsStandbyAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        var (engine, definition) = (pair.Engine, pair.Definition);
        var status = await engine.StatusAsync(definition, node, cancellationToken);
        var runs = status is ServerStatus.Running or ServerStatus.Suspended;
        if (node is { Detached: false, Fenced: false } && runs)
        {
            await NodeLifecycle.BringUpAsync(pair, node, cancellationToken);
            return;
        }

        if (status == ServerStatus.Suspended)
        {
            await engine.KillAsync(definition, node, cancellationToken);
        }
        else
        {
            await engine.StopAsync(definition, node, cancellationToken);
        }

        await engine.BarWritesAsync(definition, node, cancellationToken);
        await LetInAsync(pair, node, cancellationToken);
        await engine.StartAsync(definition, node, cancellationToken);
    }

    /// <summary>Takes away what a fence has put between the node and whoever asks it.</summary>
    public static async Task LetInAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        var (engine, definition) = (pair.Engine, pair.Definition);
        // One fence may have been put up over another.
        await engine.SetAccessAsync(definition, node, open: true, cancellationToken);
        await engine.SetClientNetworkAsync(definition, node, connected: true, cancellationToken);
        if (node.FencedBy == FenceMethod.Network)
        {
            await engine.SetNetworkAsync(definition, node, Engines.NodeNetwork.Healthy, cancellationToken);
        }
    }

    /// <summary>The rows that it and the leader do not have alike. It runs, as a standby or not.</summary>
    public static async Task<RowDifferences> CompareAsync(
        Pair pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var here = await pair.ConnectAsync(node, cancellationToken);
            await using var there = await pair.ConnectAsync(pair.Leader, cancellationToken);
            return await RowComparison.RunAsync(here, there, cancellationToken);
        }
        catch (NpgsqlException e)
        {
            return new RowDifferences { NotCompared = [$"all: {e.Message}"] };
        }
    }
}

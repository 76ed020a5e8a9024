using ReplicaShell.Errors;

namespace ReplicaShell.Pairs;

/// <summary>Brings pairs back and stops them.</summary>
public static class PairLifecycle
{
    /// <summary>
    /// Starts the link and every node that may run, the leader first, and returns when the followers stream. It mends
    /// what a reboot, a crash or Stop-ReplicaPair has left; a node that a failover fenced stays down.
    /// </summary>
    /// <exception cref="ReplicaException"><c>PairBusy</c>, <c>ServerStartFailed</c>, <c>PortInUse</c>.</exception>
    public static async Task StartAsync(Pair pair, CancellationToken cancellationToken)
    {
        await using var held = await pair.LockAsync(cancellationToken);
        var (engine, definition) = (pair.Engine, pair.Definition);
        await engine.EnsureNetworkAsync(definition, cancellationToken);
        foreach (
            var node in definition.Nodes.Where(node => !node.Fenced).OrderBy(node => node.Name != definition.Leader)
        )
        {
            await NodeLifecycle.BringUpAsync(pair, node, cancellationToken);
        }

        await Streaming.AwaitAsync(pair, pair.Followers, cancellationToken);
    }

    /// <summary>Stops every node in an orderly way, the leader first so that the followers have all of its WAL, and the link.</summary>
    /// <exception cref="ReplicaException"><c>PairBusy</c>, <c>StopTimeout</c>.</exception>
    public static async Task StopAsync(Pair pair, CancellationToken cancellationToken)
    {
        await using var held = await pair.LockAsync(cancellationToken);
        var (engine, definition) = (pair.Engine, pair.Definition);
        foreach (var node in definition.Nodes.OrderBy(node => node.Name != definition.Leader))
        {
            await engine.StopAsync(definition, node, cancellationToken);
        }

        await engine.StopNetworkAsync(definition, cancellationToken);
    }
}

using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>Starts, stops, freezes, thaws and adds single nodes.</summary>
public static class NodeLifecycle
{
    /// <summary>
    /// Starts a node and returns when it accepts connections, and when it streams, or its followers do if it leads.
    /// </summary>
    /// <exception cref="ReplicaException"><c>NodeFenced</c>, <c>ServerStartFailed</c>, <c>PairBusy</c>.</exception>
    public static async Task StartAsync(Pair pair, string node, CancellationToken cancellationToken)
    {
        await using var held = await pair.LockAsync(cancellationToken);
        var definition = pair.Node(node);
        if (definition.Fenced)
        {
            throw NodeErrors.NodeFenced(pair.Definition, definition);
        }

        await pair.Engine.EnsureNetworkAsync(pair.Definition, cancellationToken);
        await BringUpAsync(pair, definition, cancellationToken);
        await Streaming.AwaitAsync(pair, Streaming.Around(pair, definition), cancellationToken);
    }

    /// <summary>Stops a node in an orderly way; nothing happens when it does not run.</summary>
    /// <exception cref="ReplicaException"><c>StopTimeout</c>, <c>PairBusy</c>.</exception>
    public static async Task StopAsync(Pair pair, string node, CancellationToken cancellationToken)
    {
        await using var held = await pair.LockAsync(cancellationToken);
        await pair.Engine.StopAsync(pair.Definition, pair.Node(node), cancellationToken);
    }

    /// <summary>
    /// Freezes every process of a node: it keeps its connections and its memory, and answers nobody.
    /// </summary>
    /// <exception cref="ReplicaException"><c>NodeNotRunning</c>, <c>PairBusy</c>.</exception>
    public static async Task SuspendAsync(Pair pair, string node, CancellationToken cancellationToken)
    {
        await using var held = await pair.LockAsync(cancellationToken);
        await pair.Engine.SuspendAsync(pair.Definition, pair.Node(node), cancellationToken);
    }

    /// <summary>Thaws a node and returns when it streams again; nothing happens when it is not frozen.</summary>
    /// <exception cref="ReplicaException"><c>NodeNotRunning</c>, <c>PairBusy</c>.</exception>
    public static async Task ResumeAsync(Pair pair, string node, CancellationToken cancellationToken)
    {
        await using var held = await pair.LockAsync(cancellationToken);
        var definition = pair.Node(node);
        await pair.Engine.ResumeAsync(pair.Definition, definition, cancellationToken);
        await Streaming.AwaitAsync(pair, Streaming.Around(pair, definition), cancellationToken);
    }

    /// <summary>Makes one more follower, in the steps in which the first ones were made.</summary>
    /// <returns>The new node.</returns>
    /// <exception cref="ReplicaException">
    /// <c>NoLeader</c>, <c>NodeUnreachable</c>, <c>InvalidFollowerCount</c>, <c>PairBusy</c> and what a base backup can
    /// meet; the pair is then as it was.
    /// </exception>
    public static async Task<NodeDefinition> AddFollowerAsync(
        Pair pair,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var held = await pair.LockAsync(cancellationToken);
        return await FollowerBuilder.AddAsync(pair, progress, cancellationToken);
    }

    /// <summary>Starts a node that is down, thaws one that is frozen.</summary>
    internal static async Task BringUpAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        var status = await pair.Engine.StatusAsync(pair.Definition, node, cancellationToken);
        if (status == ServerStatus.Suspended)
        {
            await pair.Engine.ResumeAsync(pair.Definition, node, cancellationToken);
        }
        else if (status == ServerStatus.Absent)
        {
            throw NodeErrors.NodeLost(pair.Definition, node);
        }
        else if (status != ServerStatus.Running)
        {
            await pair.Engine.StartAsync(pair.Definition, node, cancellationToken);
        }
    }
}

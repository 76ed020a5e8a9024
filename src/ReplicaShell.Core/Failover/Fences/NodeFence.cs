using System.Diagnostics;
using ReplicaShell.Engines.External;
using ReplicaShell.Errors;
using ReplicaShell.Failover.Rejoin;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover.Fences;

/// <summary>Fences single nodes, and takes fences away.</summary>
public static class NodeFence
{
    /// <summary>
    /// Fences a node and attempts writes to it. A fence that is to be one and does not hold is an error; ReadOnly, which is
    /// none, gives a result that shows it, and the node does not count as fenced.
    /// </summary>
    /// <exception cref="ReplicaException">
    /// <c>NodeNotFound</c>, <c>FenceFailed</c>, <c>UnsupportedFault</c>, <c>NodeUnreachable</c>, <c>PairBusy</c>.
    /// </exception>
    public static async Task<FenceResult> BlockAsync(
        Pair pair,
        string name,
        FenceOptions options,
        CancellationToken cancellationToken
    )
    {
        await using var held = await pair.LockAsync(cancellationToken);
        var (node, method) = (pair.Node(name), options.Method);
        if (pair.Definition.IsForeign)
        {
            throw ExternalErrors.UnsupportedFault(pair.Definition, $"fence {node.Name}");
        }

        await using var witness = await FenceWitness.OpenAsync(pair, node, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await Fence.ApplyAsync(pair, node, method, cancellationToken);
        var duration = Stopwatch.GetElapsedTime(started);
        var attempts = new List<FenceAttempt>(await witness.TryAsync(string.Empty, cancellationToken));
        bool? survives = null;
        if (method != FenceMethod.ReadOnly)
        {
            Check(pair, node, attempts);
            await pair.SaveAsync(
                pair.Definition.With(node with { Fenced = true, FencedBy = method }),
                cancellationToken
            );
            if (!options.NoRestart && method != FenceMethod.Network)
            {
                attempts.AddRange(await RestartAsync(pair, node, method, witness, cancellationToken));
                Check(pair, node, attempts);
                survives = true;
            }
        }

        var now = await PairReader.ReadAsync(pair, pair.Node(node.Name), cancellationToken);
        return new FenceResult
        {
            Pair = pair.Name,
            Node = node.Name,
            Role = now.Role,
            State = now.State,
            Method = method,
            SurvivesRestart = survives,
            Attempts = attempts,
            Duration = duration,
        };
    }

    /// <summary>Takes the fence of a node away, and returns when it, or what follows it, streams.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="name">The node.</param>
    /// <param name="force">Also where another node leads by now: then two take writes.</param>
    /// <param name="cancellationToken">Ends it; calling again goes on.</param>
    /// <exception cref="ReplicaException">
    /// <c>NodeNotFound</c>, <c>WouldSplitBrain</c>, <c>ServerStartFailed</c>, <c>PairBusy</c>.
    /// </exception>
    public static async Task UnblockAsync(Pair pair, string name, bool force, CancellationToken cancellationToken)
    {
        await using var held = await pair.LockAsync(cancellationToken);
        var node = pair.Node(name);
        if (node.HalfCopied || (node.Detached && !force))
        {
            throw FailoverErrors.WouldSplitBrain(pair.Definition, node);
        }

        var (engine, leads) = (pair.Engine, node.Detached || node.Name == pair.Definition.Leader);
        if (node.Fenced)
        {
            var stopped = !await Fence.IsAliveAsync(pair, node, cancellationToken);
            await OldServer.LetInAsync(pair, node, cancellationToken);
            // A follower has that mark of its own, and keeps it.
            if (stopped && leads)
            {
                await engine.AllowWritesAsync(pair.Definition, node, cancellationToken);
            }

            await engine.EnsureNetworkAsync(pair.Definition, cancellationToken);
            await NodeLifecycle.BringUpAsync(pair, node, cancellationToken);
            await pair.SaveAsync(
                pair.Definition.With(node with { Fenced = false, FencedBy = null }),
                cancellationToken
            );
        }

        await Fence.EndReadOnlyAsync(pair, node, cancellationToken);
        if (!node.Detached)
        {
            await Streaming.AwaitAsync(pair, Streaming.Around(pair, node), cancellationToken);
        }
    }

    /// <summary>Does what somebody does who does not know of the fence: starts the server.</summary>
    private static async Task<IReadOnlyList<FenceAttempt>> RestartAsync(
        Pair pair,
        NodeDefinition node,
        FenceMethod method,
        FenceWitness witness,
        CancellationToken cancellationToken
    )
    {
        var (engine, definition) = (pair.Engine, pair.Definition);
        if (await engine.StatusAsync(definition, node, cancellationToken) == ServerStatus.Absent)
        {
            return [];
        }

        await engine.StopAsync(definition, node, cancellationToken);
        await engine.StartAsync(definition, node, cancellationToken);
        var attempts = await witness.TryAsync(" after a restart", cancellationToken);
        if (method == FenceMethod.Stop)
        {
            await engine.StopAsync(definition, node, cancellationToken);
        }

        return attempts;
    }

    private static void Check(Pair pair, NodeDefinition node, List<FenceAttempt> attempts)
    {
        if (attempts.Find(attempt => attempt.GotThrough) is { } leak)
        {
            throw FailoverErrors.FenceFailed(pair.Definition, node, $"{leak}");
        }
    }
}

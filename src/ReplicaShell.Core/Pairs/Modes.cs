using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Provisioning;
using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>Which followers a commit waits for: sets it on the leader, live, and keeps it with the pair.</summary>
public static class Modes
{
    private static readonly TimeSpan TimeToReload = TimeSpan.FromSeconds(10);

    /// <summary>Sets the mode and returns when new statements follow it. Writers that wait already are freed by Async.</summary>
    /// <exception cref="ReplicaException">
    /// <c>UnsupportedMode</c>, <c>NoFollower</c>, <c>NoLeader</c>, <c>NodeUnreachable</c>, <c>PairBusy</c>.
    /// </exception>
    public static async Task SetAsync(
        Pair pair,
        ReplicationMode mode,
        CommitLevel commit,
        CancellationToken cancellationToken
    )
    {
        if (mode is not (ReplicationMode.Async or ReplicationMode.Sync))
        {
            throw PairErrors.UnsupportedMode(mode.ToString());
        }

        await using var held = await pair.LockAsync(cancellationToken);
        if (mode != ReplicationMode.Async && !pair.Followers.Any())
        {
            throw NodeErrors.NoFollower(pair.Definition);
        }

        var changed = pair.Definition with { Mode = mode, Quorum = 0, Commit = commit };
        await ApplyAsync(pair, changed, cancellationToken);
        await pair.SaveAsync(changed, cancellationToken);
    }

    /// <summary>Sets the kept mode again, because the followers have changed.</summary>
    internal static Task ReapplyAsync(Pair pair, CancellationToken cancellationToken) =>
        pair.Definition.Mode == ReplicationMode.Async
            ? Task.CompletedTask
            : ApplyAsync(pair, pair.Definition, cancellationToken);

    /// <summary>What the server of a pair's leader must wait for.</summary>
    internal static string Names(PairDefinition pair) =>
        SynchronousStandbys.Names(
            pair.Mode,
            pair.Quorum,
            [.. pair.Nodes.Where(node => node.Name != pair.Leader && !node.Detached).Select(node => node.Name)]
        );

    private static async Task ApplyAsync(Pair pair, PairDefinition wanted, CancellationToken cancellationToken)
    {
        var names = Names(wanted);
        await using var leader = await pair.ConnectAsync(pair.Leader, cancellationToken);
        await SynchronousStandbys.ApplyAsync(leader, names, wanted.Commit, cancellationToken);
        var inForce = await Until.TrueAsync(
            async token => await SynchronousStandbys.IsInForceAsync(leader, names, wanted.Commit, token),
            TimeToReload,
            cancellationToken
        );
        if (!inForce)
        {
            throw NodeErrors.NodeUnreachable(pair.Definition, pair.Leader);
        }
    }
}

using System.Diagnostics;
using ReplicaShell.Engines;
using ReplicaShell.Engines.External;
using ReplicaShell.Errors;
using ReplicaShell.History;
using ReplicaShell.Pairs;
using ReplicaShell.Replication.Divergence;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover.Rejoin;

/// <summary>
/// Brings a node back into replication: an old leader after a failover, a follower whose WAL is gone from the leader, a node
/// without data. It copies as little as it can: nothing, what differs (pg_rewind), or all.
/// </summary>
public static class NodeRepair
{
    /// <summary>Brings a node back and returns when it streams and uses its slot.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="name">The node.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told of each step; may be null.</param>
    /// <param name="cancellationToken">Ends it; the node is then fenced, and can be repaired again.</param>
    /// <exception cref="ReplicaException">
    /// <c>NodeNotFound</c>, <c>NodeLeads</c>, <c>NoLeader</c>, <c>NodeUnreachable</c> (the leader), <c>NodeCutOff</c>,
    /// <c>RepairFailed</c>, <c>UnsupportedFault</c>, <c>PairBusy</c> and what a base backup can meet.
    /// </exception>
    public static async Task<RepairResult> RunAsync(
        Pair pair,
        string name,
        RepairOptions options,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var held = await pair.LockAsync(cancellationToken);
        var node = pair.Node(name);
        if (pair.Definition.IsForeign)
        {
            throw ExternalErrors.UnsupportedFault(pair.Definition, $"repair {node.Name}");
        }

        if (node.Name == pair.Definition.Leader)
        {
            throw RepairErrors.NodeLeads(pair.Definition, node);
        }

        var started = Stopwatch.GetTimestamp();
        progress?.Report(new($"Looking at {node.Name} and {pair.Leader.Name}", 5));
        await using var leader = await pair.ConnectAsync(pair.Leader, cancellationToken);
        await pair.Engine.EnsureNetworkAsync(pair.Definition, cancellationToken);
        await CheckNetworkAsync(pair, node, cancellationToken);
        var rejoin = new RejoinSteps(pair, node, leader, progress);
        var size = await rejoin.SizeAsync(cancellationToken);
        var found = await ExamineAsync(rejoin, options, cancellationToken);
        var (method, reason, copied) = await BringBackAsync(rejoin, found, size, cancellationToken);
        var now = await PairReader.ReadAsync(pair, pair.Node(node.Name), cancellationToken);
        return new RepairResult
        {
            Pair = pair.Name,
            Node = node.Name,
            Role = now.Role,
            State = now.State,
            Host = now.Host,
            Port = now.Port,
            Timeline = now.Timeline,
            Lsn = now.Lsn,
            LagBytes = now.LagBytes,
            Leader = pair.Leader.Name,
            Method = method,
            Reason = reason,
            BytesCopied = copied,
            FullCloneBytes = size,
            Duration = Stopwatch.GetElapsedTime(started),
            OldTimeline = found.Position?.Timeline,
            DivergedAt = found.DivergedAt,
            EndedAt = found.Position?.End,
            DiscardedBytes =
                found.Position is null ? null
                : found.DivergedAt is { } fork ? found.Position.End.BytesSince(fork)
                : 0,
            Discarded = found.Own.Rows.Where(row => row.Here is not null).ToList(),
            NotCompared = found.Own.NotCompared,
            AcknowledgedKeys = Acknowledged(options.History, node, found.Own),
        };
    }

    /// <summary>Looks, without copying anything, which way the node can come.</summary>
    private static async Task<RejoinFindings> ExamineAsync(
        RejoinSteps rejoin,
        RepairOptions options,
        CancellationToken cancellationToken
    )
    {
        if (!options.CopyAll && await rejoin.IsStreamingAsync(cancellationToken))
        {
            return new RejoinFindings(RepairMethod.None, "It streams from the leader already.");
        }

        var found = await rejoin.InspectAsync(cancellationToken);
        return options.CopyAll ? found with { Method = RepairMethod.Clone, Reason = "A clone was asked for." } : found;
    }

    /// <summary>Takes the way that was found, or the next longer one where it leads nowhere.</summary>
    private static async Task<(RepairMethod Method, string Reason, long Copied)> BringBackAsync(
        RejoinSteps rejoin,
        RejoinFindings found,
        long size,
        CancellationToken cancellationToken
    )
    {
        var reason = found.Reason;
        switch (found.Method)
        {
            case RepairMethod.None:
                return (RepairMethod.None, reason, 0);
            case RepairMethod.Follow:
                if (await rejoin.FollowAsync(cancellationToken) is not { } stuck)
                {
                    return (RepairMethod.Follow, reason, 0);
                }

                reason = stuck;
                break;
            case RepairMethod.Rewind:
                var outcome = await rejoin.RewindAsync(cancellationToken);
                if (outcome.Failure is null)
                {
                    var wal = await rejoin.WalSizeAsync(cancellationToken);
                    return (
                        RepairMethod.Rewind,
                        $"{reason} pg_rewind copied what differs, and WAL segments whole (the leader has {wal} bytes of them).",
                        outcome.CopiedBytes ?? 0
                    );
                }

                reason = $"{reason} {outcome.Failure}";
                break;
        }

        await rejoin.CloneAsync(cancellationToken);
        return (RepairMethod.Clone, reason, size);
    }

    private static async Task CheckNetworkAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        var networks =
            await pair.Engine.NetworksAsync(pair.Definition, cancellationToken) ?? throw LinkErrors.LinkDown(pair.Name);
        foreach (var name in new[] { pair.Leader.Name, node.Name })
        {
            // A fence by the network is taken away with the others.
            var isFence = pair.Node(name).FencedBy == FenceMethod.Network;
            if (networks.GetValueOrDefault(name)?.Cut is not (null or NetworkCut.None) && !isFence)
            {
                throw RepairErrors.NodeCutOff(pair.Definition, name);
            }
        }
    }

    /// <summary>The keys that this node acknowledged and that only it had: the history knows keys that are numbers.</summary>
    private static IReadOnlyList<int>? Acknowledged(OperationHistory? history, NodeDefinition node, RowDifferences own)
    {
        if (history is null)
        {
            return null;
        }

        var discarded = own.Of(Divergence.OnlyHere).Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. history
                .Where(operation =>
                    operation is { Kind: OperationKind.Write, Outcome: Outcome.Ok } && operation.Node == node.Name
                )
                .Select(operation => operation.Key)
                .Where(key => discarded.Contains(key.ToString(System.Globalization.CultureInfo.InvariantCulture)))
                .Distinct()
                .Order(),
        ];
    }
}

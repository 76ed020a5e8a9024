using Npgsql;
using ReplicaShell.Engines;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Provisioning;
using ReplicaShell.Replication.Divergence;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover.Rejoin;

/// <summary>The steps by which a node comes back. Whoever takes them holds the pair's lock.</summary>
/// <param name="pair">The pair.</param>
/// <param name="node">The node.</param>
/// <param name="leader">A superuser's connection to the leader, to the database that pg_rewind uses.</param>
/// <param name="progress">Told of each step; may be null.</param>
internal sealed class RejoinSteps(
    Pair pair,
    NodeDefinition node,
    NpgsqlConnection leader,
    IProgress<ProgressReport>? progress
)
{
    private const int LogLines = 8;
    private const int Rounds = 3;

    private INodeEngine Engine => pair.Engine;

    /// <summary>How many bytes a clone copies.</summary>
    public async Task<long> SizeAsync(CancellationToken cancellationToken) =>
        (long)
            (
                await leader.ScalarAsync(
                    "select sum(pg_tablespace_size(oid))::bigint from pg_tablespace",
                    cancellationToken
                )
            )!;

    /// <summary>How many bytes of WAL the leader keeps, which pg_rewind copies segment by segment.</summary>
    public async Task<long> WalSizeAsync(CancellationToken cancellationToken) =>
        (long)(await leader.ScalarAsync("select sum(size)::bigint from pg_ls_waldir()", cancellationToken))!;

    /// <summary>Whether the leader sees it stream, over its own slot.</summary>
    public async Task<bool> IsStreamingAsync(CancellationToken cancellationToken) =>
        node is { Detached: false, Fenced: false }
        && await leader.ScalarAsync(
            "select exists (select from pg_stat_replication where state = 'streaming' and application_name = $1) "
                + "and exists (select from pg_replication_slots where slot_name = $1 and active)",
            node.Name,
            cancellationToken
        )
            is true;

    /// <summary>
    /// Looks at the node's own data: how far its WAL reaches, whether that is the leader's history, which rows it alone has.
    /// It runs as a standby for that, so that it takes no writes; a standby that runs already is asked as it is.
    /// </summary>
    public async Task<RejoinFindings> InspectAsync(CancellationToken cancellationToken)
    {
        var status = await Engine.StatusAsync(pair.Definition, node, cancellationToken);
        if (status == ServerStatus.Absent)
        {
            return new RejoinFindings(RepairMethod.Clone, "It has no data.");
        }

        if (node.HalfCopied)
        {
            return new RejoinFindings(RepairMethod.Clone, "An earlier repair was broken off while it copied.");
        }

        progress?.Report(new($"Reading what {node.Name} has", 15));
        try
        {
            await OldServer.RunAsStandbyAsync(pair, node, cancellationToken);
        }
        catch (ReplicaException e) when (!e.EngineIsSilent)
        {
            return new RejoinFindings(RepairMethod.Clone, $"Its server does not start on its data ({FirstLine(e)}).");
        }

        return await StandbyPosition.ReadAsync(pair, node, cancellationToken) is { } position
            ? await JudgeAsync(position, cancellationToken)
            : new RejoinFindings(RepairMethod.Clone, "Its server runs but does not answer as a standby.");
    }

    /// <summary>Lets it follow the leader with the data that it has; returns why it does not, null when it does.</summary>
    public async Task<string?> FollowAsync(CancellationToken cancellationToken)
    {
        progress?.Report(new($"{node.Name} follows {pair.Leader.Name}", 40));
        await PrepareLeaderAsync(cancellationToken);
        await Engine.StopAsync(pair.Definition, node, cancellationToken);
        await Engine.FollowAsync(pair.Definition, node, pair.Leader, cancellationToken);
        return await JoinAsync(node, cancellationToken)
            ? null
            : $"With the data that it has it does not stream ({await LastLogLineAsync(cancellationToken)}).";
    }

    /// <summary>Copies what differs.</summary>
    public async Task<RewindOutcome> RewindAsync(CancellationToken cancellationToken)
    {
        progress?.Report(new($"Rewinding {node.Name} to {pair.Leader.Name}", 40));
        await PrepareLeaderAsync(cancellationToken);
        await RewindGrants.EnsureAsync(leader, cancellationToken);
        // Up to 15 pg_rewind takes the timeline from the last checkpoint, which may be from before the promotion.
        await leader.ExecuteAsync("checkpoint", cancellationToken);
        await BarAsync(cancellationToken);
        var outcome = await Engine.RewindAsync(pair.Definition, node, pair.Leader, cancellationToken);
        if (outcome.Failure is not null || await JoinAsync(node, cancellationToken))
        {
            return outcome;
        }

        return outcome with
        {
            Failure = $"Rewound, it does not stream ({await LastLogLineAsync(cancellationToken)}).",
        };
    }

    /// <summary>Copies all.</summary>
    /// <exception cref="ReplicaException"><c>RepairFailed</c>, and what a base backup can meet.</exception>
    public async Task CloneAsync(CancellationToken cancellationToken)
    {
        progress?.Report(new($"Base backup of {pair.Leader.Name} for {node.Name}", 50));
        await PrepareLeaderAsync(cancellationToken);
        if (await Engine.StatusAsync(pair.Definition, node, cancellationToken) == ServerStatus.Absent)
        {
            await Engine.RestoreNodeAsync(pair.Definition, node, cancellationToken);
        }
        else
        {
            await BarAsync(cancellationToken);
        }

        var context = pair.Provisioning(pair.Leader);
        var cloned = await TakeBaseBackup.RunAsync(context, node, () => { }, cancellationToken);
        if (!await JoinAsync(cloned, cancellationToken))
        {
            var log = await Engine.ReadLogAsync(pair.Definition, node, LogLines, cancellationToken);
            throw RepairErrors.RepairFailed(pair.Definition, node, "clone", log);
        }
    }

    private async Task<RejoinFindings> JudgeAsync(StandbyPosition position, CancellationToken cancellationToken)
    {
        var history = await TimelineHistory.ReadAsync(leader, cancellationToken);
        if (!history.Knows(position.Timeline))
        {
            return new RejoinFindings(
                RepairMethod.Clone,
                $"It is on timeline {position.Timeline}, which the leader's history does not have."
            )
            {
                Position = position,
            };
        }

        if (history.EndOf(position.Timeline) is { } fork && position.End > fork)
        {
            progress?.Report(new($"Comparing the rows of {node.Name} with those of {pair.Leader.Name}", 25));
            return new RejoinFindings(
                RepairMethod.Rewind,
                $"It wrote {position.End.BytesSince(fork)} bytes of WAL after {fork}, where timeline "
                    + $"{position.Timeline} ended for {pair.Leader.Name}."
            )
            {
                Position = position,
                DivergedAt = fork,
                Own = await OldServer.CompareAsync(pair, node, cancellationToken),
            };
        }

        var missing = await LeaderWal.MissingAsync(leader, position.End, cancellationToken);
        return new RejoinFindings(
            missing is null ? RepairMethod.Follow : RepairMethod.Clone,
            missing ?? $"It has nothing of its own, and the leader has the WAL from {position.End} on."
        )
        {
            Position = position,
        };
    }

    /// <summary>A slot that is good, and the way to the leader.</summary>
    private async Task PrepareLeaderAsync(CancellationToken cancellationToken)
    {
        await leader.ScalarAsync(
            "select pg_drop_replication_slot(slot_name) from pg_replication_slots "
                + "where slot_name = $1 and not active and wal_status = 'lost'",
            node.Name,
            cancellationToken
        );
        await PhysicalSlot.EnsureAsync(leader, node.Name, cancellationToken);
        await Engine.RouteAsync(pair.Definition, node, pair.Leader, cancellationToken);
    }

    /// <summary>Stopped, and marked: broken off from here on, half a copy must not be started as if it were whole.</summary>
    private async Task BarAsync(CancellationToken cancellationToken)
    {
        await Engine.StopAsync(pair.Definition, node, cancellationToken);
        await pair.SaveAsync(pair.Definition.With(node with { Fenced = true, HalfCopied = true }), cancellationToken);
    }

    /// <summary>Starts it as a follower of the leader, and returns whether it streams over its slot.</summary>
    private async Task<bool> JoinAsync(NodeDefinition copied, CancellationToken cancellationToken)
    {
        progress?.Report(new($"Starting {node.Name}", 80));
        var follower = copied with { Fenced = false, FencedBy = null, Detached = false, HalfCopied = false };
        var joined = pair.Definition.With(follower);
        try
        {
            await Engine.StartAsync(joined, follower, cancellationToken);
        }
        catch (ReplicaException e) when (!e.EngineIsSilent)
        {
            return false;
        }

        await pair.SaveAsync(joined, cancellationToken);
        for (var round = 0; round < Rounds; round++)
        {
            if (await Streaming.AwaitAsync(pair, [follower], cancellationToken))
            {
                await Modes.ReapplyAsync(pair, cancellationToken);
                return true;
            }

            if (await IsStuckAsync(follower, cancellationToken))
            {
                break;
            }
        }

        return false;
    }

    /// <summary>A standby that replays is on its way; one whose position stands still and who receives nothing is not.</summary>
    private async Task<bool> IsStuckAsync(NodeDefinition follower, CancellationToken cancellationToken) =>
        await NodeProbe.AskAsync(pair, follower, cancellationToken) is not { Receiving: true };

    private async Task<string> LastLogLineAsync(CancellationToken cancellationToken)
    {
        var log = await Engine.ReadLogAsync(pair.Definition, node, 1, cancellationToken);
        return log.Length == 0 ? "its log says nothing" : log.Trim().TrimEnd('.');
    }

    private static string FirstLine(ReplicaException e) => e.Message.Split('\n')[0].TrimEnd('.', '\r', ' ');
}

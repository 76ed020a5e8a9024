using ReplicaShell.Engines;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Replication;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Drills;

/// <summary>
/// Brings a follower back and measures how it catches up; if wanted it crashes it first and lets the leader write meanwhile.
/// </summary>
public static class CatchUpDrill
{
    /// <summary>A follower that gets no nearer for that long will not arrive.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>Runs it. A node that was down, frozen or cut off is running and joined afterwards.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="options">Which follower, and whether it crashes first.</param>
    /// <param name="progress">Told of each step; may be null.</param>
    /// <param name="cancellationToken">Ends it; a follower that it crashed is started again.</param>
    /// <exception cref="ReplicaException">
    /// <c>WalMissing</c>: it can never catch up; <c>FollowerNotStreaming</c>: it did not get there; <c>NodeNotRunning</c>,
    /// <c>NodeLost</c>, <c>NodeFenced</c>, <c>NoFollower</c>, <c>NotAFollower</c>, <c>NodeUnreachable</c>, <c>PairBusy</c>.
    /// </exception>
    public static async Task<CatchUpResult> RunAsync(
        Pair pair,
        CatchUpOptions options,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        var node = pair.Follower(options.Node);
        await using var recorder = new CatchUpRecorder(pair, node, options.Interval, cancellationToken);
        DateTimeOffset? crashedAt = null;
        if (options.Outage is { } outage)
        {
            progress?.Report(new($"Crashing {node.Name}, writing to the leader", 10));
            await Until.TrueAsync(
                () => recorder.Last is not null || recorder.Failure is not null,
                BetweenLooks,
                cancellationToken
            );
            await using var crash = await CrashFault.InjectAsync(pair, node, CrashMethod.Kill, cancellationToken);
            crashedAt = crash.InjectedAt;
            await OutageAsync(pair, outage, options.WalRate, cancellationToken);
            return await MeasureAsync(pair, node, crashedAt, recorder, progress, cancellationToken);
        }

        return await MeasureAsync(pair, node, crashedAt, recorder, progress, cancellationToken);
    }

    private static async Task OutageAsync(Pair pair, TimeSpan outage, long walRate, CancellationToken cancellationToken)
    {
        if (walRate > 0)
        {
            await WalLoad.RunAsync(pair, walRate, outage, cancellationToken);
        }
        else
        {
            await Task.Delay(outage, cancellationToken);
        }
    }

    private static async Task<CatchUpResult> MeasureAsync(
        Pair pair,
        NodeDefinition node,
        DateTimeOffset? crashedAt,
        CatchUpRecorder recorder,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        progress?.Report(new($"Bringing {node.Name} back", 60));
        Lsn target;
        Lsn? known;
        await using (var leader = await pair.ConnectAsync(pair.Leader, cancellationToken))
        {
            // What is not on the leader's disk is not sent.
            target = await LsnAsync(leader, "select pg_current_wal_flush_lsn()::text", cancellationToken) ?? default;
            known = await LsnAsync(
                leader,
                $"select restart_lsn::text from pg_replication_slots where slot_name = {SqlLiteral.Quote(node.Name)}",
                cancellationToken
            );
        }

        recorder.Forget();
        var began = DateTimeOffset.UtcNow;
        await BringBackAsync(pair, node, cancellationToken);
        progress?.Report(new($"{node.Name} catches up", 75));
        var arrived = await ArrivalAsync(pair, node, began, target, recorder, cancellationToken);
        return Result(pair, node, crashedAt, began, (known, target), arrived, recorder);
    }

    private static async Task BringBackAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        var networks = await pair.Engine.NetworksAsync(pair.Definition, cancellationToken);
        if (networks?.GetValueOrDefault(node.Name)?.Cut is NetworkCut.Silent or NetworkCut.Reset)
        {
            await NetworkFault.HealCutAsync(pair, node, cancellationToken);
        }

        var status = await pair.Engine.StatusAsync(pair.Definition, node, cancellationToken);
        if (status != ServerStatus.Running)
        {
            await NodeLifecycle.StartAsync(pair, node.Name, cancellationToken);
        }
    }

    /// <summary>The first sample in which all that was missing has been replayed.</summary>
    private static async Task<ReplicationLag> ArrivalAsync(
        Pair pair,
        NodeDefinition node,
        DateTimeOffset began,
        Lsn target,
        CatchUpRecorder recorder,
        CancellationToken cancellationToken
    )
    {
        var (furthest, movedAt) = (default(Lsn), DateTimeOffset.UtcNow);
        var lostLooks = 0;
        while (
            !await Until.TrueAsync(
                () => HasArrived() && recorder.StreamingAt is not null,
                BetweenLooks,
                cancellationToken
            )
        )
        {
            var last = recorder.Last;
            if ((last?.ReplayedLsn ?? default) > furthest)
            {
                (furthest, movedAt) = (last!.ReplayedLsn!.Value, DateTimeOffset.UtcNow);
            }

            // Twice: while it replays what it has itself it needs nothing from the leader.
            lostLooks = last?.WalMissing == true ? lostLooks + 1 : 0;
            if (lostLooks > 1)
            {
                throw NodeErrors.WalMissing(pair.Definition, node);
            }

            if (recorder.Failure is { } failure)
            {
                throw failure;
            }

            if (DateTimeOffset.UtcNow - movedAt > Patience)
            {
                throw DrillErrors.FollowerNotStreaming(pair.Definition);
            }
        }

        return recorder.Lag.First(Arrived);

        bool HasArrived() => recorder.Last is { } last && Arrived(last);

        bool Arrived(ReplicationLag sample) =>
            sample.Time >= began && sample.State == LagState.Streaming && sample.ReplayedLsn >= target;
    }

    private static CatchUpResult Result(
        Pair pair,
        NodeDefinition node,
        DateTimeOffset? crashedAt,
        DateTimeOffset began,
        (Lsn? Known, Lsn Target) positions,
        ReplicationLag arrived,
        CatchUpRecorder recorder
    )
    {
        var (lag, slots) = (recorder.Lag, recorder.Slots);
        var from =
            positions.Known ?? lag.FirstOrDefault(one => one.Time >= began && one.ReceivedLsn is not null)?.ReceivedLsn;
        var bytes = from is { } begin ? Math.Max(0, positions.Target.BytesSince(begin)) : (long?)null;
        var receiving = Clip(recorder.SendingAt!.Value - began);
        var caughtUp = Clip(arrived.Time - began);
        // Both are looked at from outside, at moments that are not quite the same.
        receiving = receiving < caughtUp ? receiving : caughtUp;
        return new CatchUpResult
        {
            Pair = pair.Name,
            Node = node.Name,
            CrashedAt = crashedAt,
            BroughtBackAt = began,
            FromLsn = from,
            ToLsn = positions.Target,
            Bytes = bytes,
            ToReceiving = receiving,
            ToStreaming = Clip(recorder.StreamingAt!.Value - began),
            ToCaughtUp = caughtUp,
            BytesPerSecond = bytes > 0 && caughtUp > receiving ? bytes / (caughtUp - receiving).TotalSeconds : null,
            MostRetainedBytes = slots.Max(slot => slot.RetainedBytes),
            Slots = slots,
            Lag = lag,
        };
    }

    private static TimeSpan Clip(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private static async Task<Lsn?> LsnAsync(
        Npgsql.NpgsqlConnection leader,
        string sql,
        CancellationToken cancellationToken
    ) => Lsn.TryParse(await leader.ScalarAsync(sql, cancellationToken) as string, out var lsn) ? lsn : null;
}

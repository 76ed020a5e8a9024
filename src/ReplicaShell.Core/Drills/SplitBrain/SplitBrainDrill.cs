using ReplicaShell.Checkers;
using ReplicaShell.Engines;
using ReplicaShell.Engines.External;
using ReplicaShell.Errors;
using ReplicaShell.Failover;
using ReplicaShell.Faults;
using ReplicaShell.History;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Drills.SplitBrain;

/// <summary>
/// Two leaders: cut the leader off, promote a follower, let clients decree on both sides, mend the network, and see that the
/// histories cannot be merged. With a fence before the promotion the old leader takes no write after it.
/// </summary>
public static class SplitBrainDrill
{
    /// <summary>Runs the drill in the pair's own mode. Afterwards a former follower leads, and the old leader is fenced.</summary>
    /// <exception cref="ReplicaException">
    /// <c>NoLeader</c>, <c>NoFollower</c>, <c>NodeUnreachable</c>, <c>InvalidDrill</c>, <c>FollowerNotStreaming</c>,
    /// <c>FenceFailed</c>, <c>UnsupportedFault</c>, <c>PairBusy</c>; the cut is healed whatever happens.
    /// </exception>
    public static async Task<SplitBrainResult> RunAsync(
        Pair pair,
        SplitBrainOptions options,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        Check(options);
        if (pair.Definition.IsForeign)
        {
            // Before anything is written to it.
            throw ExternalErrors.UnsupportedFault(pair.Definition, "isolate a leader");
        }

        await using var held = await pair.LockAsync(cancellationToken);
        var (old, mode) = (pair.Leader, pair.Definition.Mode);
        if (!await Streaming.AwaitAsync(pair, pair.Followers, cancellationToken))
        {
            throw DrillErrors.FollowerNotStreaming(pair.Definition);
        }

        var history = new HistoryRecorder();
        RoyalDecrees decrees;
        await using (var leader = await pair.ConnectAsync(old, cancellationToken))
        {
            decrees = await RoyalDecrees.PrepareAsync(leader, options.Count, cancellationToken);
        }

        await CatchUp.AwaitAsync(pair, cancellationToken);
        var kingdom = new DividedKingdom(pair, old, decrees, history, options, progress);
        var isolation = await NetworkFault.InjectLockedAsync(
            pair,
            old,
            network => network with { Cut = options.Silent ? NetworkCut.Silent : NetworkCut.Reset },
            cancellationToken
        );
        FailoverResult failover;
        PairState state;
        try
        {
            failover = await kingdom.DivideAsync(cancellationToken);
            state = (await PairReader.ReadAsync(pair, cancellationToken)).State;
        }
        catch
        {
            await kingdom.EndAsync();
            throw;
        }
        finally
        {
            await kingdom.MendAsync();
        }

        try
        {
            var healedAt = DateTimeOffset.UtcNow;
            var healed = (await PairReader.ReadAsync(pair, cancellationToken)).State;
            progress?.Report(new("Laying the two histories side by side", 80));
            var (sides, oldEnd, newEnd, fork) = await TwoHistories.ReadAsync(pair, old, failover, cancellationToken);
            progress?.Report(new($"Fencing {old.Name}", 92));
            var attempts = await kingdom.FenceAsync(cancellationToken);
            await using var survivor = await pair.ConnectAsync(pair.Leader, cancellationToken);
            var done = history.ToHistory();
            var seals = await RoyalDecrees.ReadSealsAsync(survivor, cancellationToken);
            var promotedAt = failover.StartedAt + failover.Detect + failover.Elect + failover.Fence + failover.Promote;
            var result = new SplitBrainResult
            {
                Pair = pair.Name,
                Mode = mode,
                Fence = options.Fence,
                OldLeader = old.Name,
                NewLeader = failover.NewLeader,
                State = state,
                HealedState = healed,
                Verdict = LostWritesChecker.Check(done, seals, failover.NewLeader, "seal"),
                AcceptedAfterPromotion = SplitBrainStory.AcceptedAfter(done, old.Name, promotedAt),
                DivergedAt = fork,
                OldTimeline = failover.OldTimeline,
                NewTimeline = failover.NewTimeline,
                OldEnd = oldEnd,
                NewEnd = newEnd,
                Differences = sides,
                Failover = failover,
                History = done,
                FenceAttempts = attempts,
                CutAt = isolation.InjectedAt,
                PromotedAt = promotedAt,
                HealedAt = healedAt,
                FencedAt = DateTimeOffset.UtcNow,
                Explanation = string.Empty,
            };
            return result with { Explanation = SplitBrainStory.Of(result) };
        }
        catch
        {
            await kingdom.EndAsync();
            throw;
        }
    }

    private static void Check(SplitBrainOptions options)
    {
        if (options.Count is < 1 or > SplitBrainOptions.MostDecrees)
        {
            throw DrillErrors.InvalidDrill(
                $"Each side makes 1 to {SplitBrainOptions.MostDecrees} decrees of each kind, not {options.Count}."
            );
        }

        if (options.WriteTimeout <= TimeSpan.Zero || options.WriteTimeout > TimeSpan.FromHours(1))
        {
            throw DrillErrors.InvalidDrill($"A client cannot wait {options.WriteTimeout}: give up to an hour.");
        }

        if (options.Interval < TimeSpan.Zero || options.Interval > TimeSpan.FromMinutes(1))
        {
            throw DrillErrors.InvalidDrill($"A client cannot pause {options.Interval}: give up to a minute.");
        }
    }
}

using System.Diagnostics;
using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Failover.Detection;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover;

/// <summary>A failover from the first probe of the leader to the first write that the new leader acknowledges.</summary>
public static class FailoverCoordinator
{
    /// <summary>Fails a pair over.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told of each phase; may be null.</param>
    /// <param name="cancellationToken">
    /// Ends it before the promotion; from then on it is finished, since there is no way back.
    /// </param>
    /// <exception cref="ReplicaException">
    /// <c>LeaderHealthy</c>, <c>NoEligibleCandidate</c>, <c>CandidateBehind</c>, <c>FenceFailed</c>,
    /// <c>NoFenceNeedsForce</c>, <c>PromotionTimeout</c>, <c>CandidateLost</c>, <c>PairBusy</c>.
    /// </exception>
    public static async Task<FailoverResult> RunAsync(
        Pair pair,
        FailoverOptions options,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var held = await pair.LockAsync(cancellationToken);
        return await RunLockedAsync(pair, options, progress, cancellationToken);
    }

    internal static async Task<FailoverResult> RunLockedAsync(
        Pair pair,
        FailoverOptions options,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        if (options.NoFence && !options.Force)
        {
            throw FailoverErrors.NoFenceNeedsForce(pair.Definition);
        }

        var startedAt = DateTimeOffset.UtcNow;
        var clock = new PhaseClock();
        var oldLeader = pair.Definition.Leader;

        progress?.Report(new("Detecting that the leader is gone", 5));
        var detected =
            options.GoneLeader is { } gone && gone == oldLeader
                ? null
                : await LeaderDetection.RunAsync(pair, options.DetectionTimeout, cancellationToken);
        var detect = clock.Lap();

        progress?.Report(new("Electing a new leader", 30));
        var cause = detected?.Last?.Outcome;
        var position = await Election.LeaderAsync(pair, cause, cancellationToken);
        var election = await Election.RunAsync(pair, options, position, cancellationToken);
        var elected = pair.Node(election.Candidates[0].Node);
        await using var first = await pair.ConnectAsync(elected, cancellationToken);
        var elect = clock.Lap();

        progress?.Report(new($"Fencing {oldLeader}", 50));
        var warning = options.NoFence
            ? null
            : await Fencing.RunAsync(pair, options.Fence, options.Force, cancellationToken);
        var mayLive = options.GoneLeader is not null || cause is not (null or ProbeOutcome.Gone);
        if (mayLive && !options.NoFence)
        {
            // Until its end it may have sent more, and acknowledged it, to one that was not the most advanced before.
            election = await Election.RunAsync(pair, options, position, cancellationToken);
        }

        var isSame = election.Candidates[0].Node == elected.Name;
        elected = pair.Node(election.Candidates[0].Node);
        await using var other = isSame ? null : await pair.ConnectAsync(elected, cancellationToken);
        var connection = other ?? first;
        var fence = options.NoFence ? TimeSpan.Zero : clock.Lap();

        // No way back from here: a half-done promotion would leave a pair that nobody leads.
        progress?.Report(new($"Promoting {elected.Name}", 65));
        var (after, changes) = AfterFailover.Of(pair.Definition, election.Candidates);
        var promote = TimeSpan.Zero;
        TimeSpan firstWrite;
        bool written;
        try
        {
            await Promotion.RunAsync(after, elected, connection, CancellationToken.None);
            promote = clock.Lap();

            progress?.Report(new("Writing to the new leader", 85));
            var repointing = Repointing.RunAsync(pair, after, elected, CancellationToken.None);
            Abandoned.Observe(repointing);
            written = await FirstWrite.RunAsync(connection, CancellationToken.None);
            firstWrite = clock.Lap();
            await repointing;
        }
        catch (Exception e)
            when (e is NpgsqlException or ReplicaException { ErrorId: nameof(NodeErrors.NodeUnreachable) })
        {
            throw await LostAsync(pair, after, elected, hasPromoted: promote > TimeSpan.Zero, e);
        }

        await pair.SaveAsync(after, CancellationToken.None);
        return new FailoverResult
        {
            Pair = pair.Name,
            OldLeader = oldLeader ?? string.Empty,
            NewLeader = elected.Name,
            OldTimeline = election.Candidates[0].Timeline!.Value,
            NewTimeline = (int)
                (await connection.ScalarAsync($"select {ReceivedWal.LeaderTimeline}", CancellationToken.None))!,
            Candidates = election.Candidates,
            DiscardedBytes = election.DiscardedBytes,
            StartedAt = startedAt,
            Cause = cause,
            FailedProbes = detected?.ConsecutiveFailures ?? 0,
            Detect = detect,
            Elect = elect,
            Fence = fence,
            Promote = promote,
            FirstWrite = firstWrite,
            Total = detect + elect + fence + promote + firstWrite,
            Mode = after.Mode,
            Warning = Join([
                warning,
                .. election.Warnings,
                .. changes,
                written ? null : "The first write was not acknowledged in time.",
            ]),
        };
    }

    /// <summary>The elected node died on the way. When it was promoted it leads, dead or not, and nobody else may.</summary>
    private static async Task<ReplicaException> LostAsync(
        Pair pair,
        PairDefinition after,
        NodeDefinition elected,
        bool hasPromoted,
        Exception cause
    )
    {
        if (hasPromoted)
        {
            await pair.SaveAsync(after, CancellationToken.None);
        }

        return FailoverErrors.CandidateLost(pair.Definition, elected.Name, hasPromoted, cause);
    }

    private static string? Join(params string?[] warnings)
    {
        var text = string.Join(' ', warnings.OfType<string>());
        return text.Length == 0 ? null : text;
    }

    /// <summary>Splits the time into phases that leave no gap.</summary>
    private sealed class PhaseClock
    {
        private long _last = Stopwatch.GetTimestamp();

        public TimeSpan Lap()
        {
            var now = Stopwatch.GetTimestamp();
            var lap = Stopwatch.GetElapsedTime(_last, now);
            _last = now;
            return lap;
        }
    }
}

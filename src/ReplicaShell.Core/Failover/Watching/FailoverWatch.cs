using System.Diagnostics;
using ReplicaShell.Errors;
using ReplicaShell.Failover.Detection;
using ReplicaShell.Pairs;
using ReplicaShell.Replication.Alerts;

namespace ReplicaShell.Failover.Watching;

/// <summary>
/// Fails a pair over by itself when a majority of its witnesses finds the leader gone, and counts how often that was wrong.
/// </summary>
/// <param name="pair">The pair; it must stay open as long as the watching.</param>
/// <param name="options">The time-out and the witnesses.</param>
/// <param name="tell">Told of each failover, and of each that did not succeed.</param>
public sealed class FailoverWatch(Pair pair, FailoverWatchOptions options, Func<AlertEvent, Task> tell)
{
    /// <summary>The rule under which its events come.</summary>
    public const string Rule = "Failover";

    private static readonly TimeSpan BetweenCounts = TimeSpan.FromMilliseconds(20);

    private readonly List<WatchedFailover> _failovers = [];
    private int _outvoted;
    private string? _lastFailure;

    /// <summary>Watches until the time is over.</summary>
    /// <param name="duration">How long; null: until cancelled.</param>
    /// <param name="cancellationToken">Ends the watching; a failover that promotes already is finished first.</param>
    /// <exception cref="ReplicaException"><c>UnsupportedFault</c>, <c>NoLeader</c>, <c>LinkDown</c>, <c>PairBusy</c>.</exception>
    public async Task<FailoverWatchResult> RunAsync(TimeSpan? duration, CancellationToken cancellationToken)
    {
        var (startedAt, started) = (DateTimeOffset.UtcNow, Stopwatch.GetTimestamp());
        await using var panel = await WitnessPanel.OpenAsync(pair, options, cancellationToken);
        var wasOutvoted = false;
        while (duration is not { } time || Stopwatch.GetElapsedTime(started) < time)
        {
            var votes = panel.Votes;
            _outvoted += votes.IsOutvoted && !wasOutvoted ? 1 : 0;
            wasOutvoted = votes.IsOutvoted;
            if (votes.IsDecided)
            {
                await FailOverAsync(panel, votes, cancellationToken);
            }

            await Task.Delay(BetweenCounts, cancellationToken);
        }

        return new FailoverWatchResult
        {
            Pair = pair.Name,
            StartedAt = startedAt,
            Duration = Stopwatch.GetElapsedTime(started),
            DetectionTimeout = options.DetectionTimeout,
            Witnesses = options.Witnesses,
            Majority = options.Majority,
            Failovers = [.. _failovers],
            OutvotedAlarms = _outvoted,
            SpuriousFailures = panel.Witnesses.Sum(one => one.SpuriousFailures),
        };
    }

    private async Task FailOverAsync(WitnessPanel panel, WitnessVotes votes, CancellationToken cancellationToken)
    {
        var (decidedAt, gone) = (DateTimeOffset.UtcNow, panel.Target);
        var decided = Stopwatch.GetTimestamp();
        // Past all faults of the network: what a client beside the leader would see.
        var direct = await LeaderProbe.AskAsync(
            pair.ConnectionString(pair.Node(gone)),
            LeaderProbe.DefaultLimit,
            TimeProvider.System,
            cancellationToken
        );
        try
        {
            var result = await FailoverCoordinator.RunAsync(
                pair,
                new FailoverOptions { GoneLeader = gone },
                progress: null,
                cancellationToken
            );
            _failovers.Add(Watched(decidedAt, Stopwatch.GetElapsedTime(decided), votes, direct.IsHealthy, result));
            _lastFailure = null;
            await TellAsync(result, direct.IsHealthy, votes);
            await panel.TurnAsync(cancellationToken);
        }
        catch (ReplicaException e) when (e.ErrorId == nameof(FailoverErrors.LeaderHealthy))
        {
            // Somebody else has failed the pair over meanwhile: the witnesses still ask the node that led before.
            await panel.TurnAsync(cancellationToken);
        }
        catch (ReplicaException e)
        {
            // It is tried again until it succeeds, and told once.
            if (_lastFailure != e.Message)
            {
                _lastFailure = e.Message;
                await tell(Event(AlertChange.Fired, $"The failover did not succeed. {e.Message}"));
            }
        }
    }

    private static WatchedFailover Watched(
        DateTimeOffset decidedAt,
        TimeSpan took,
        WitnessVotes votes,
        bool wasAlive,
        FailoverResult result
    ) =>
        new()
        {
            DecidedAt = decidedAt,
            Votes = votes.Down,
            LeaderWasAlive = wasAlive,
            Failover = result,
            Downtime = wasAlive ? result.Fence + result.Promote + result.FirstWrite : votes.FailingFor + took,
        };

    private Task TellAsync(FailoverResult result, bool wasAlive, WitnessVotes votes) =>
        tell(
            Event(
                AlertChange.Fired,
                FormattableString.Invariant(
                    $"{result.OldLeader} -> {result.NewLeader} in {result.Total.TotalMilliseconds:0} ms, decided by {votes.Down.Count} of {options.Witnesses} witnesses"
                ) + (wasAlive ? "; the old leader was alive: a false failover." : ".")
            ) with
            {
                Value = votes.Down.Count,
                Threshold = options.Majority,
                Unit = "votes",
                Node = result.NewLeader,
            }
        );

    private AlertEvent Event(AlertChange change, string message) =>
        new()
        {
            Time = DateTimeOffset.UtcNow,
            Pair = pair.Name,
            Rule = Rule,
            Change = change,
            Message = message,
        };
}

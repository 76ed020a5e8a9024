using ReplicaShell.Replication.Health;
using ReplicaShell.Topology;

namespace ReplicaShell.Replication.Alerts;

/// <summary>
/// The alert rules, over a stream of samples. They look at the gap in bytes and at progress, never at the time since the last
/// replay, which grows while nobody writes. Time is what the samples say, so that recorded ones do.
/// </summary>
/// <param name="pair">The pair's name.</param>
/// <param name="options">When alerts fire.</param>
public sealed class AlertRules(string pair, AlertOptions options)
{
    /// <summary>A follower lacks WAL and replays nothing.</summary>
    public const string Standstill = "Standstill";

    /// <summary>A follower lacks more than it may.</summary>
    public const string Lag = "Lag";

    /// <summary>A follower is down or receives nothing.</summary>
    public const string Receiver = "Receiver";

    /// <summary>A follower can never catch up.</summary>
    public const string WalMissing = "WalMissing";

    /// <summary>The leader does not answer.</summary>
    public const string Leader = "Leader";

    private readonly Dictionary<(string Rule, string? Node), AlertTracker> _trackers = [];
    private readonly Dictionary<string, Standstill> _standstills = [];

    /// <summary>Takes a sample of a follower into account.</summary>
    /// <returns>The alerts that it fires or ends; mostly none.</returns>
    public IReadOnlyList<AlertEvent> Observe(ReplicationLag sample) =>
        [
            .. Findings(sample)
                .Select(one => Track(one.Rule, one.Node, one.Patience, sample.Time, one.Finding))
                .OfType<AlertEvent>(),
        ];

    /// <summary>
    /// Takes the answers of health checks into account; each check is a rule. They also end what no sample would: alerts of
    /// a leader without followers, and of followers that are none any more.
    /// </summary>
    /// <param name="checks">The answers.</param>
    /// <param name="followers">The names of the nodes that follow now.</param>
    /// <returns>The alerts that they fire or end.</returns>
    public IReadOnlyList<AlertEvent> Observe(IReadOnlyList<HealthCheck> checks, IReadOnlyCollection<string> followers)
    {
        var found = checks
            .Select(check => Track(check.Name, check.Node, TimeSpan.Zero, check.Time, FindingOf(check)))
            .ToList();
        if (checks.FirstOrDefault(check => check is { Name: "SingleLeader", Status: HealthStatus.Ok }) is { } led)
        {
            found.Add(Track(Leader, null, options.Patience, led.Time, new(false, led.Message)));
            foreach (var (rule, node) in _trackers.Keys.Where(key => IsSampled(key.Rule)).ToList())
            {
                if (node is not null && !followers.Contains(node))
                {
                    found.Add(Track(rule, node, options.Patience, led.Time, new(false, "It follows no longer.")));
                }
            }
        }

        return [.. found.OfType<AlertEvent>()];
    }

    private static bool IsSampled(string rule) => rule is AlertRules.Standstill or Lag or Receiver or WalMissing;

    private AlertEvent? Track(string rule, string? node, TimeSpan patience, DateTimeOffset at, AlertFinding finding)
    {
        if (!_trackers.TryGetValue((rule, node), out var tracker))
        {
            tracker = _trackers[(rule, node)] = new AlertTracker(pair, rule, node, patience);
        }

        return tracker.Observe(at, finding);
    }

    private IEnumerable<(string Rule, string? Node, TimeSpan Patience, AlertFinding Finding)> Findings(
        ReplicationLag sample
    )
    {
        yield return (Leader, null, options.Patience, OfLeader(sample));
        yield return (Receiver, sample.Node, options.Patience, OfReceiver(sample));
        yield return (Lag, sample.Node, options.Patience, OfLag(sample));
        yield return (Standstill, sample.Node, TimeSpan.Zero, OfStandstill(sample));
        yield return (WalMissing, sample.Node, options.Patience, OfWal(sample));
    }

    private static AlertFinding OfLeader(ReplicationLag sample) =>
        new(sample.LeaderLsn is null, sample.LeaderLsn is null ? "The leader does not answer." : "The leader answers.");

    private static AlertFinding OfReceiver(ReplicationLag sample) =>
        sample.State switch
        {
            LagState.Streaming or LagState.CatchingUp => new(false, "It receives."),
            LagState.Stopped => new(true, "Its server does not run."),
            LagState.Disconnected => new(true, "It receives nothing."),
            // It does not answer either, or it is the leader that cannot be asked.
            _ => new(sample.ReplayedLsn is null ? true : null, "It does not answer."),
        };

    private AlertFinding OfLag(ReplicationLag sample) =>
        new(
            sample.LagBytes is { } bytes ? bytes > options.LagBytes : null,
            sample.LagBytes > options.LagBytes ? "It is further behind than it may be." : "It is near enough.",
            sample.LagBytes,
            options.LagBytes,
            "bytes"
        );

    private AlertFinding OfStandstill(ReplicationLag sample)
    {
        if (!_standstills.TryGetValue(sample.Node, out var standstill))
        {
            standstill = _standstills[sample.Node] = new Standstill();
        }

        var time = standstill.Observe(sample.Time, sample.LagBytes, sample.ReplayedLsn);
        var holds = time >= options.StandstillTime && time > TimeSpan.Zero;
        return new(
            holds,
            holds
                ? FormattableString.Invariant($"It lacks {sample.LagBytes ?? 0} bytes and replays nothing.")
                : "It replays.",
            time.TotalSeconds,
            options.StandstillTime.TotalSeconds,
            "s"
        );
    }

    private static AlertFinding OfWal(ReplicationLag sample) =>
        new(
                // A follower that is down says nothing about what it lacks.
                sample.WalMissing
                    ? true
                : sample.State is LagState.Streaming or LagState.CatchingUp ? false
                : null,
            sample.WalMissing
                ? $"The leader no longer has the WAL that it needs: Repair-ReplicaNode {sample.Pair} {sample.Node}."
                : "It has, or receives, what it needs."
        );

    private static AlertFinding FindingOf(HealthCheck check) =>
        new(
            check.Status == HealthStatus.Unknown ? null : check.Status != HealthStatus.Ok,
            check.Advice is null ? check.Message : $"{check.Message} {check.Advice}",
            check.Value,
            check.Threshold,
            check.Unit
        );
}

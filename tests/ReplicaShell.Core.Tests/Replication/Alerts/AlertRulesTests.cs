using ReplicaShell.Course;
using ReplicaShell.Course.Answers;
using ReplicaShell.Replication;
using ReplicaShell.Replication.Alerts;
using ReplicaShell.Replication.Health;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Replication.Alerts;

/// <summary>The rules on recorded stretches of time, hours of them in no time.</summary>
public class AlertRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(2026)]
    public void They_are_silent_in_an_idle_hour_and_under_a_bulk_load(int seed)
    {
        foreach (var scenario in AlertScenarios.Of(seed).Where(one => one.CutAt is null))
        {
            Assert.Empty(Events(scenario.Readings, new AlertOptions()));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(2026)]
    public void They_fire_once_in_a_cut_however_small_the_gap_is(int seed)
    {
        var cut = AlertScenarios.Of(seed).Single(one => one.CutAt is not null);

        var fired = Assert.Single(Events(cut.Readings, new AlertOptions()));

        Assert.Equal((AlertRules.Standstill, AlertChange.Fired, "node2"), (fired.Rule, fired.Change, fired.Node));
        Assert.InRange(fired.Time - cut.CutAt!.Value, TimeSpan.Zero, cut.FireWithin);
    }

    [Fact]
    public void An_idle_hour_in_which_the_follower_is_now_and_then_caught_behind_is_silent()
    {
        // Every other sample, at random moments of a stream of housekeeping records, sees one that is still on its way.
        var samples = Enumerable
            .Range(0, 3600)
            .Select(second =>
                Sample(second, lag: second % 2 == 0 ? 56 : 0, replayed: (ulong)(1000 + 56 * (second / 2)))
            );

        Assert.Empty(Observe(samples, new AlertOptions()));
    }

    [Fact]
    public void What_fired_is_over_as_soon_as_the_follower_moves()
    {
        var events = Observe(
            [
                Sample(0, 0, 1000),
                Sample(1, 500, 1000),
                Sample(2, 600, 1000),
                Sample(3, 700, 1000),
                Sample(4, 600, 1200),
            ],
            new AlertOptions()
        );

        Assert.Equal([AlertChange.Fired, AlertChange.Resolved], events.Select(one => one.Change));
        Assert.Equal([Noon.AddSeconds(3), Noon.AddSeconds(4)], events.Select(one => one.Time));
        Assert.Equal((2, 2, "s"), (events[0].Value, events[0].Threshold, events[0].Unit));
    }

    [Fact]
    public void What_is_not_known_neither_fires_nor_ends_a_standstill()
    {
        var unknown = Sample(2, null, 1000) with { LeaderLsn = null, State = LagState.Unknown };

        var events = Observe(
            [Sample(0, 0, 1000), Sample(1, 500, 1000), unknown, Sample(3, 500, 1000)],
            new AlertOptions()
        );

        Assert.Equal(AlertRules.Standstill, Assert.Single(events).Rule);
    }

    [Fact]
    public void A_follower_that_is_down_a_leader_that_is_silent_and_WAL_that_is_gone_fire_after_a_moment()
    {
        ReplicationLag Broken(int second) =>
            Sample(second, null, null) with
            {
                State = LagState.Stopped,
                LeaderLsn = null,
                WalMissing = true,
            };

        var events = Observe([Sample(0, 0, 1000), Broken(1), Broken(2), Broken(3)], new AlertOptions());

        Assert.Equal(
            [AlertRules.Leader, AlertRules.Receiver, AlertRules.WalMissing],
            events.Select(one => one.Rule).Order(StringComparer.Ordinal)
        );
        Assert.All(events, one => Assert.Equal(Noon.AddSeconds(2), one.Time));
        Assert.Empty(Observe([Sample(0, 0, 1000), Broken(1), Sample(2, 0, 1000)], new AlertOptions()));
    }

    [Fact]
    public void A_gap_beyond_the_limit_fires_though_the_follower_moves()
    {
        var samples = Enumerable.Range(0, 5).Select(second => Sample(second, 5000, (ulong)(1000 + second)));

        var fired = Assert.Single(Observe(samples, new AlertOptions { LagBytes = 4999 }));

        Assert.Equal((AlertRules.Lag, 5000, 4999, "bytes"), (fired.Rule, fired.Value, fired.Threshold, fired.Unit));
    }

    [Fact]
    public void After_a_failover_the_alerts_of_the_old_leader_and_of_the_follower_that_leads_now_are_over()
    {
        var rules = new AlertRules("lab", new AlertOptions());
        for (var second = 0; second < 3; second++)
        {
            rules.Observe(Sample(second, null, null) with { State = LagState.Disconnected, LeaderLsn = null });
        }

        var ended = rules.Observe([Leads(HealthStatus.Ok)], followers: []);

        Assert.All(ended, one => Assert.Equal(AlertChange.Resolved, one.Change));
        Assert.Equal([AlertRules.Leader, AlertRules.Receiver], ended.Select(one => one.Rule).Order());
        Assert.Empty(rules.Observe([Leads(HealthStatus.Ok)], followers: []));
        Assert.Equal("SingleLeader", Assert.Single(rules.Observe([Leads(HealthStatus.Critical)], [])).Rule);
        Assert.Empty(rules.Observe([Leads(HealthStatus.Unknown)], followers: []));
    }

    private static HealthCheck Leads(HealthStatus status) =>
        new()
        {
            Time = Noon.AddSeconds(10),
            Pair = "lab",
            Name = "SingleLeader",
            Status = status,
            Message = "node2 takes writes, or not.",
        };

    private static List<AlertEvent> Events(IEnumerable<LagReading> readings, AlertOptions options) =>
        Observe(
            readings.Select(reading => new ReplicationLag
            {
                Time = reading.Time,
                Pair = "lab",
                Node = "node2",
                State = LagState.Streaming,
                LeaderLsn = reading.LeaderLsn,
                ReplayedLsn = reading.ReplayedLsn,
                LagBytes = reading.LagBytes,
            }),
            options
        );

    private static List<AlertEvent> Observe(IEnumerable<ReplicationLag> samples, AlertOptions options)
    {
        var rules = new AlertRules("lab", options);
        return [.. samples.SelectMany(rules.Observe)];
    }

    private static ReplicationLag Sample(int second, long? lag, ulong? replayed) =>
        new()
        {
            Time = Noon.AddSeconds(second),
            Pair = "lab",
            Node = "node2",
            State = LagState.Streaming,
            LeaderLsn = new Lsn(5000),
            ReplayedLsn = replayed is { } position ? new Lsn(position) : null,
            LagBytes = lag,
        };
}

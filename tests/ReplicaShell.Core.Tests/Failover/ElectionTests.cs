using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Failover;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Failover;

/// <summary>The choice among candidates, without a server.</summary>
public sealed class ElectionTests
{
    private static readonly PairDefinition Pair = new()
    {
        Name = "lab",
        Engine = EngineKind.Local,
        CreatedAt = DateTimeOffset.UnixEpoch,
        PostgresVersion = "15.18",
        Leader = "node1",
        Nodes = [],
    };

    [Fact]
    public void Who_has_received_the_most_is_elected()
    {
        var judged = Choose(Follower("node2", 100), Follower("node3", 300), Follower("node4", 200));
        Assert.Equal(["node3", "node4", "node2"], judged.Select(candidate => candidate.Node));
        Assert.Equal([0L, 100L, 200L], judged.Select(candidate => candidate.LagBytes));
        Assert.Equal("It has received the most WAL.", judged[0].Reason);
        Assert.Equal("It has received 100 bytes less than node3.", judged[1].Reason);
        Assert.Equal("It has received 200 bytes less than node3.", judged[2].Reason);
    }

    [Fact]
    public void A_later_timeline_counts_more_than_more_bytes()
    {
        var judged = Choose(Follower("node2", 900, timeline: 1), Follower("node3", 100, timeline: 2));
        Assert.Equal("node3", judged[0].Node);
        Assert.Equal((null, "It is on timeline 1, node3 on 2."), (judged[1].LagBytes, judged[1].Reason));
    }

    [Fact]
    public void Of_equals_the_higher_priority_comes_first_then_the_name()
    {
        var judged = Choose(Follower("node4", 7), Follower("node3", 7), Follower("node2", 7, priority: 50));
        Assert.Equal(["node3", "node4", "node2"], judged.Select(candidate => candidate.Node));
        Assert.Contains("as much WAL as node3", judged[1].Reason, StringComparison.Ordinal);
        Assert.Equal(0L, judged[2].LagBytes);
    }

    [Fact]
    public void Priority_does_not_make_up_for_a_single_byte() =>
        Assert.Equal("node2", Choose(Follower("node2", 8, priority: 1), Follower("node3", 7, priority: 200))[0].Node);

    [Fact]
    public async Task Who_has_priority_0_is_elected_only_when_it_is_named()
    {
        FailoverCandidate[] asked = [Follower("node2", 9, priority: 0), Follower("node3", 7)];
        var result = Count(asked, new FailoverOptions());
        Assert.Equal(["node3", "node2"], result.Candidates.Select(candidate => candidate.Node));
        Assert.False(result.Candidates[1].Eligible);
        Assert.StartsWith("Its priority is 0", result.Candidates[1].Reason, StringComparison.Ordinal);
        Assert.Equal(2, result.DiscardedBytes);
        Assert.Equal(
            "node3 lacks 2 bytes of WAL that node2 has: what they say is lost.",
            Assert.Single(result.Warnings)
        );

        Assert.Equal("node2", Choose(asked, wanted: "node2")[0].Node);
        var error = await FailsAsync("NoEligibleCandidate", [Follower("node2", 9, priority: 0)]);
        Assert.Contains("must be named (-Candidate)", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_lacks_more_than_the_limit_may_not_stand_but_by_force()
    {
        FailoverCandidate[] asked = [Follower("node2", 100), Follower("node3", 60)];
        var options = new FailoverOptions { LagLimit = 30 };
        var judged = Count(asked, options).Candidates;
        Assert.Equal((true, false), (judged[0].Eligible, judged[1].Eligible));
        Assert.Equal("It lacks 40 bytes of WAL, more than the limit of 30.", judged[1].Reason);

        // The leader, which is cut off, says that it has 50 more.
        await PairSteps.FailsAsync("NoEligibleCandidate", () => Task.FromResult(Count(asked, options, leader: 150)));
        var forced = Count(asked, options with { Force = true }, leader: 150);
        Assert.Equal(
            ("node2", 50L, 0L),
            (forced.Candidates[0].Node, forced.Candidates[0].LagBytes, forced.DiscardedBytes)
        );
        Assert.Contains("more than the limit", Assert.Single(forced.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReplicationMode.Async, 0, 1)]
    [InlineData(ReplicationMode.Sync, 0, 1)]
    [InlineData(ReplicationMode.SemiSync, 0, 3)]
    [InlineData(ReplicationMode.Quorum, 1, 3)]
    [InlineData(ReplicationMode.Quorum, 2, 2)]
    [InlineData(ReplicationMode.Quorum, 3, 1)]
    public async Task So_many_followers_must_be_seen_that_one_of_them_has_every_acknowledged_write(
        ReplicationMode mode,
        int quorum,
        int needed
    )
    {
        var names = new[] { "node1", "node2", "node3", "node4" };
        var pair = Pair with
        {
            Mode = mode,
            Quorum = quorum,
            Nodes = [.. names.Select(name => new NodeDefinition { Name = name, Port = 1 })],
        };
        for (var seen = 1; seen <= 3; seen++)
        {
            var asked = Enumerable
                .Range(2, 3)
                .Select(number => number < 2 + seen ? Follower($"node{number}", 7) : Down($"node{number}"))
                .ToArray();
            if (seen >= needed)
            {
                Assert.Empty(new Ballot(pair, new FailoverOptions()).Count(asked, null).Warnings);
                continue;
            }

            var error = await PairSteps.FailsAsync(
                "NoEligibleCandidate",
                () => Task.FromResult(new Ballot(pair, new FailoverOptions()).Count(asked, null))
            );
            Assert.Contains($"{seen} of the {needed} that must be seen", error.Message, StringComparison.Ordinal);
            Assert.Contains("-Force", error.Message, StringComparison.Ordinal);
            var forced = new Ballot(pair, new FailoverOptions { Force = true }).Count(asked, null);
            Assert.Contains("node4 may have", Assert.Single(forced.Warnings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Who_may_not_stand_comes_last_and_keeps_the_reason()
    {
        var judged = Choose(Down("node2"), Follower("node3", 1));
        Assert.Equal(("node3", "node2"), (judged[0].Node, judged[1].Node));
        Assert.Equal(Down("node2"), judged[1]);
    }

    [Fact]
    public async Task Without_anybody_to_elect_every_reason_is_told()
    {
        var error = await FailsAsync("NoEligibleCandidate", [Down("node2"), Down("node3")]);
        Assert.Contains("node2: It is crashed.", error, StringComparison.Ordinal);
        Assert.Contains("node3: It is crashed.", error, StringComparison.Ordinal);
        Assert.Contains("It has none.", await FailsAsync("NoEligibleCandidate", []), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_asked_for_and_lacks_nothing_is_elected_without_force()
    {
        var judged = Choose([Follower("node2", 5), Follower("node3", 5)], wanted: "node3");
        Assert.Equal(["node3", "node2"], judged.Select(candidate => candidate.Node));
        Assert.StartsWith("It was asked for.", judged[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(5, 0)]
    [InlineData(9, 0)]
    public async Task Who_is_asked_for_and_lacks_something_needs_force(int received, int timeline)
    {
        FailoverCandidate[] asked = [Follower("node2", 5, timeline: 1), Follower("node3", (ulong)received, timeline)];
        var error = await FailsAsync("CandidateBehind", asked, wanted: "node3");
        Assert.Contains("node2", error, StringComparison.Ordinal);
        Assert.Equal("node3", Choose(asked, wanted: "node3", force: true)[0].Node);
    }

    [Fact]
    public async Task Who_is_asked_for_and_may_not_stand_is_not_elected_by_force_either()
    {
        FailoverCandidate[] asked = [Follower("node2", 5), Down("node3")];
        var error = await FailsAsync("NoEligibleCandidate", asked, wanted: "node3", force: true);
        Assert.Contains("node3: It is crashed.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_number_of_candidates_in_any_order_elects_the_same_one_which_nobody_exceeds()
    {
        var random = new Random(15);
        for (var round = 0; round < 2000; round++)
        {
            var asked = Enumerable
                .Range(2, random.Next(1, 17))
                .Select(number =>
                    random.Next(5) == 0
                        ? Down($"node{number}")
                        : Follower($"node{number}", (ulong)random.Next(4), random.Next(1, 3), random.Next(1, 3))
                )
                .ToArray();
            if (!asked.Any(candidate => candidate.Eligible))
            {
                continue;
            }

            var judged = Choose(asked);
            var elected = judged[0];
            random.Shuffle(asked);
            Assert.Equal(elected, Choose(asked)[0]);
            Assert.Equal(asked.Length, judged.Select(candidate => candidate.Node).Distinct().Count());
            Assert.All(judged, candidate => Assert.NotEmpty(candidate.Reason));
            Assert.All(
                asked.Where(candidate => candidate.Eligible),
                other =>
                    Assert.True(
                        (other.Timeline, other.ReceivedLsn!.Value.Value).CompareTo(
                            (elected.Timeline, elected.ReceivedLsn!.Value.Value)
                        ) <= 0
                    )
            );
        }
    }

    private static IReadOnlyList<FailoverCandidate> Choose(params FailoverCandidate[] asked) => Choose(asked, null);

    private static IReadOnlyList<FailoverCandidate> Choose(
        FailoverCandidate[] asked,
        string? wanted,
        bool force = false
    ) => new Ballot(Pair, new FailoverOptions { Force = force }).Count(asked, wanted).Candidates;

    private static ElectionResult Count(FailoverCandidate[] asked, FailoverOptions options, ulong? leader = null) =>
        new Ballot(Pair, options, leader is { } position ? new Lsn(position) : null).Count(asked, options.Candidate);

    private static async Task<string> FailsAsync(
        string errorId,
        FailoverCandidate[] asked,
        string? wanted = null,
        bool force = false
    ) => (await PairSteps.FailsAsync(errorId, () => Task.FromResult(Choose(asked, wanted, force)))).Message;

    private static FailoverCandidate Follower(string node, ulong received, int timeline = 1, int priority = 100) =>
        new()
        {
            Node = node,
            Eligible = true,
            Reason = string.Empty,
            ReceivedLsn = new Lsn(received),
            Timeline = timeline,
            Priority = priority,
        };

    private static FailoverCandidate Down(string node) =>
        new()
        {
            Node = node,
            Eligible = false,
            Reason = "It is crashed.",
            Priority = 100,
        };
}

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
    public void Of_equals_the_lower_priority_number_comes_first_then_the_name()
    {
        var judged = Choose(Follower("node4", 7), Follower("node3", 7), Follower("node2", 7, priority: 200));
        Assert.Equal(["node3", "node4", "node2"], judged.Select(candidate => candidate.Node));
        Assert.Contains("as much WAL as node3", judged[1].Reason, StringComparison.Ordinal);
        Assert.Equal(0L, judged[2].LagBytes);
    }

    [Fact]
    public void Priority_does_not_make_up_for_a_single_byte() =>
        Assert.Equal("node2", Choose(Follower("node2", 8, priority: 200), Follower("node3", 7, priority: 1))[0].Node);

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
                        : Follower($"node{number}", (ulong)random.Next(4), random.Next(1, 3), random.Next(2))
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
    ) => Election.Choose(Pair, asked, wanted, force);

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

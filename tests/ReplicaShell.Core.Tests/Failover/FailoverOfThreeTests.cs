using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Drills;
using ReplicaShell.Engines;
using ReplicaShell.Failover;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Failover;

/// <summary>Failovers of a pair with two followers: one is elected, the other follows it.</summary>
public sealed class FailoverOfThreeTests(PairLease lease) : IClassFixture<PairLease>
{
    private static readonly PairOptions Three = new() { FollowerCount = 2 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_other_follower_streams_from_the_new_leader_with_its_slot()
    {
        await using var pair = await lease.GetAsync(Three);
        await pair.ReplicatesAsync();
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        var result = await RunAsync(pair, new FailoverOptions());
        Assert.Equal(("node2", null), (result.NewLeader, result.Warning));

        var other = pair.Node("node3");
        Assert.Equal([other.Name], pair.Followers.Select(node => node.Name));
        await pair.ReplicatesAsync();
        Assert.Equal(
            "node3|t",
            await pair.ScalarAsync<string>(
                pair.Leader,
                "select string_agg(slot_name || '|' || left(active::text, 1), ',') from pg_replication_slots"
            )
        );
        Assert.Equal(2, await pair.ScalarAsync<int>(other, "select received_tli from pg_stat_wal_receiver"));
        var seen = await pair.ReadAsync();
        Assert.Equal((NodeState.Running, (int?)2), (seen.Nodes[2].State, seen.Nodes[2].Timeline));
    }

    [Fact]
    public async Task A_second_failover_follows_the_first()
    {
        await using var pair = await lease.GetAsync(Three);
        foreach (var (leader, timeline) in new[] { ("node2", 2), ("node3", 3) })
        {
            await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
            var result = await RunAsync(pair, new FailoverOptions());
            Assert.Equal((leader, timeline), (result.NewLeader, result.NewTimeline));
            await pair.ReplicatesAsync();
        }

        Assert.Equal(2, pair.Definition.Nodes.Count(node => node.Fenced && node.Detached));
        var added = await NodeLifecycle.AddFollowerAsync(pair, progress: null, Token);
        Assert.Equal("node4", added.Name);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_mode_that_a_follower_is_left_for_is_kept()
    {
        await using var pair = await lease.GetAsync(Three with { Mode = ReplicationMode.Sync });
        Assert.Equal("FIRST 2 (\"node2\", \"node3\")", await WaitsForAsync(pair));
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        var result = await RunAsync(pair, new FailoverOptions());
        Assert.Equal((ReplicationMode.Sync, null), (result.Mode, result.Warning));
        Assert.Equal("FIRST 1 (\"node3\")", await WaitsForAsync(pair));
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_follower_that_is_behind_is_passed_over_and_promoted_by_force_alone()
    {
        await using var pair = await lease.GetAsync(Three);
        var behind = pair.Node("node2");
        await NetworkFault.InjectAsync(pair, behind, now => now with { Cut = NetworkCut.Reset }, Token);
        var key = await pair.NewKeyAsync();
        await pair.InsertAsync(pair.Leader, key);
        await pair.ArrivesAsync(pair.Node("node3"), key);
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);

        var named = new FailoverOptions { Candidate = "node2" };
        var error = await PairSteps.FailsAsync("CandidateBehind", () => RunAsync(pair, named));
        Assert.Contains("bytes less than node3", error.Message, StringComparison.Ordinal);
        Assert.Equal("node1", pair.Definition.Leader);

        var result = await RunAsync(pair, named with { Force = true });
        Assert.Equal("node2", result.NewLeader);
        Assert.True(result.Candidates[0].LagBytes > 0);
        Assert.Equal(result.Candidates[0].LagBytes, result.DiscardedBytes);
        Assert.Contains(
            $"node2 lacks {result.DiscardedBytes} bytes of WAL that node3 has",
            result.Warning,
            StringComparison.Ordinal
        );
        Assert.False(await pair.HasRowAsync(pair.Leader, key));

        // What node3 has and node2 has not keeps it from following.
        Assert.Contains("node3 has WAL that node2 lacks", result.Warning, StringComparison.Ordinal);
        Assert.Equal(NodeRole.None, (await pair.ReadAsync()).Nodes[2].Role);
    }

    [Fact]
    public async Task The_follower_with_more_WAL_is_elected()
    {
        await using var pair = await lease.GetAsync(Three);
        await NetworkFault.InjectAsync(pair, pair.Node("node2"), now => now with { Cut = NetworkCut.Reset }, Token);
        var key = await pair.NewKeyAsync();
        await pair.InsertAsync(pair.Leader, key);
        await pair.ArrivesAsync(pair.Node("node3"), key);
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        var result = await RunAsync(pair, new FailoverOptions());
        Assert.Equal(["node3", "node2"], result.Candidates.Select(candidate => candidate.Node));
        Assert.True(await pair.HasRowAsync(pair.Leader, key));
        await NetworkFault.HealCutAsync(pair, pair.Node("node2"), Token);
        await pair.ArrivesAsync(pair.Node("node2"), key);
    }

    [Fact]
    public async Task A_follower_that_changed_timelines_is_known_to_be_on_the_new_one_when_its_leader_dies()
    {
        await using var pair = await lease.GetAsync(new PairOptions { FollowerCount = 3 });
        await CatchUp.AwaitAsync(pair, Token);
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        await RunAsync(pair, new FailoverOptions());
        await pair.ReplicatesAsync();
        await CatchUp.AwaitAsync(pair, Token);
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        var result = await RunAsync(pair, new FailoverOptions());
        Assert.Equal([2, 2], result.Candidates.Take(2).Select(candidate => candidate.Timeline ?? 0));
        Assert.Equal((2, 3, 0L), (result.OldTimeline, result.NewTimeline, result.DiscardedBytes));
        await pair.ReplicatesAsync();
    }

    [Theory]
    [InlineData(ReplicationMode.SemiSync, null)]
    [InlineData(ReplicationMode.Quorum, 1)]
    public async Task Nobody_is_promoted_while_the_one_that_was_not_seen_may_have_an_acknowledged_write(
        ReplicationMode mode,
        int? quorum
    )
    {
        await using var pair = await lease.GetAsync(Three);
        await Modes.SetAsync(pair, mode, quorum, CommitLevel.On, Token);
        await NetworkFault.InjectAsync(pair, pair.Node("node2"), now => now with { Cut = NetworkCut.Reset }, Token);
        var key = await pair.NewKeyAsync();
        await pair.InsertAsync(pair.Leader, key);
        await NodeLifecycle.StopAsync(pair, "node3", Token);
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        var error = await PairSteps.FailsAsync("NoEligibleCandidate", () => RunAsync(pair, new FailoverOptions()));
        Assert.Contains("1 of the 2 that must be seen", error.Message, StringComparison.Ordinal);
        Assert.Equal("node1", pair.Definition.Leader);

        var result = await RunAsync(pair, new FailoverOptions { Force = true });
        Assert.Equal(("node2", ReplicationMode.Async), (result.NewLeader, result.Mode));
        Assert.Contains("node3 may have acknowledged", result.Warning, StringComparison.Ordinal);
        Assert.Contains($"lowered from {mode} to Async", result.Warning, StringComparison.Ordinal);
        Assert.False(await pair.HasRowAsync(pair.Leader, key));
    }

    [Fact]
    public async Task SemiSync_is_kept_while_a_follower_remains_and_the_result_says_that_it_is_Sync_now()
    {
        await using var pair = await lease.GetAsync(Three with { Mode = ReplicationMode.SemiSync });
        var key = await pair.NewKeyAsync();
        await pair.InsertAsync(pair.Leader, key);
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        var result = await RunAsync(pair, new FailoverOptions());
        Assert.Equal(ReplicationMode.SemiSync, result.Mode);
        Assert.Contains("With one follower SemiSync is Sync", result.Warning, StringComparison.Ordinal);
        Assert.True(await pair.HasRowAsync(pair.Leader, key));
        await pair.ReplicatesAsync();
        Assert.Equal(PairState.Degraded, (await pair.ReadAsync()).State);
    }

    [Fact]
    public async Task Of_followers_with_the_same_WAL_the_one_with_the_higher_priority_is_elected()
    {
        await using var pair = await lease.GetAsync(Three);
        await NodePriority.SetAsync(pair, "node3", 200, Token);
        await PairSteps.FailsAsync("InvalidPriority", () => NodePriority.SetAsync(pair, "node2", 1001, Token));
        await pair.ReplicatesAsync();
        await CatchUp.AwaitAsync(pair, Token);
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        var result = await RunAsync(pair, new FailoverOptions());
        Assert.Equal([("node3", 200), ("node2", 100)], result.Candidates.Select(one => (one.Node, one.Priority)));
        Assert.Equal(200, (await pair.ReadAsync()).Nodes[2].Priority);
    }

    private static Task<FailoverResult> RunAsync(Pair pair, FailoverOptions options) =>
        FailoverCoordinator.RunAsync(pair, options, progress: null, Token);

    private static Task<string> WaitsForAsync(Pair pair) =>
        pair.ScalarAsync<string>(pair.Leader, "select current_setting('synchronous_standby_names')");
}

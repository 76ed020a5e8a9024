using ReplicaShell.Core.Tests.Pairs;
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
        Assert.False(await pair.HasRowAsync(pair.Leader, key));
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

    private static Task<FailoverResult> RunAsync(Pair pair, FailoverOptions options) =>
        FailoverCoordinator.RunAsync(pair, options, progress: null, Token);

    private static Task<string> WaitsForAsync(Pair pair) =>
        pair.ScalarAsync<string>(pair.Leader, "select current_setting('synchronous_standby_names')");
}

using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Engines;
using ReplicaShell.Failover;
using ReplicaShell.Failover.Fences;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Contract;

/// <summary>What keeps nodes from taking writes.</summary>
public abstract partial class PairContract
{
    /// <summary>Whether its engine can cut a node off from clients.</summary>
    private protected virtual bool CutsClients => false;

    [Theory]
    [InlineData(FenceMethod.Stop)]
    [InlineData(FenceMethod.Revoke)]
    public async Task A_fence_holds_against_open_sessions_new_ones_and_a_restart_until_it_is_taken_away(
        FenceMethod method
    )
    {
        await using var pair = await GetAsync();
        var key = await pair.NewKeyAsync();
        await using var session = await pair.OpenAsync(pair.Leader);

        var fence = await BlockAsync(pair, "node1", method);

        Assert.True(fence.Holds);
        Assert.Equal((true, NodeState.Fenced), (fence.SurvivesRestart, fence.State));
        Assert.Contains(
            fence.Attempts,
            attempt => attempt.Session.StartsWith("session from before", StringComparison.Ordinal)
        );
        Assert.Contains(
            fence.Attempts,
            attempt => attempt.Session.Contains("after a restart", StringComparison.Ordinal)
        );
        await using (var write = session.CreateCommand())
        {
            write.CommandText = $"insert into inventory values ({key})";
            await Assert.ThrowsAnyAsync<Exception>(() => write.ExecuteNonQueryAsync(Token));
        }

        Assert.Equal(PairState.NoLeader, (await pair.ReadAsync()).State);
        await PairSteps.FailsAsync("NodeFenced", () => NodeLifecycle.StartAsync(pair, "node1", Token));

        await NodeFence.UnblockAsync(pair, "node1", force: false, Token);
        Assert.Equal((PairState.Ready, "node1"), ((await pair.ReadAsync()).State, (await pair.ReadAsync()).Leader));
        Assert.False(await pair.HasRowAsync(pair.Leader, key));
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task Read_only_is_no_fence_and_the_result_shows_which_session_wrote()
    {
        await using var pair = await GetAsync();

        var fence = await BlockAsync(pair, "node1", FenceMethod.ReadOnly);

        Assert.False(fence.Holds);
        Assert.Equal(NodeState.Running, fence.State);
        Assert.Equal(
            [("session from before, READ WRITE", true), ("new session", false), ("new session, READ WRITE", true)],
            fence.Attempts.Select(attempt => (attempt.Session, attempt.GotThrough))
        );
        await NetworkFault.InjectAsync(pair, pair.Leader, now => now with { Cut = NetworkCut.Silent }, Token);
        var error = await PairSteps.FailsAsync(
            "FenceFailed",
            () =>
                FailoverCoordinator.RunAsync(
                    pair,
                    new FailoverOptions { Fence = FenceMethod.ReadOnly },
                    progress: null,
                    Token
                )
        );
        Assert.Contains("session from before, READ WRITE", error.Message, StringComparison.Ordinal);
        Assert.Equal("node1", (await pair.ReadAsync()).Leader);
        await NetworkFault.HealCutAsync(pair, pair.Leader, Token);
        await NodeFence.UnblockAsync(pair, "node1", force: false, Token);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_failover_can_fence_by_revoking_and_the_old_leader_comes_back()
    {
        await using var pair = await GetAsync();
        var old = pair.Leader;
        await NetworkFault.InjectAsync(pair, old, now => now with { Cut = NetworkCut.Silent }, Token);
        await using var session = await pair.OpenAsync(old);
        await FailoverCoordinator.RunAsync(
            pair,
            new FailoverOptions { Fence = FenceMethod.Revoke },
            progress: null,
            Token
        );
        await using (var write = session.CreateCommand())
        {
            write.CommandText = "select 1";
            await Assert.ThrowsAnyAsync<Exception>(() => write.ExecuteNonQueryAsync(Token));
        }

        Assert.Equal(NodeState.Fenced, await pair.StateAsync("node1"));
        Assert.Equal(PairState.Degraded, (await pair.ReadAsync()).State);
        await PairSteps.FailsAsync("WouldSplitBrain", () => NodeFence.UnblockAsync(pair, "node1", false, Token));
        await NetworkFault.HealCutAsync(pair, old, Token);
        await RepairAsync(pair, "node1");
        await IsFollowerAsync(pair, "node1");
    }

    [Fact]
    public async Task An_old_leader_whose_fence_is_forced_away_is_a_split_brain()
    {
        await using var pair = await GetAsync();
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        await FailoverCoordinator.RunAsync(pair, new FailoverOptions(), progress: null, Token);

        await NodeFence.UnblockAsync(pair, "node1", force: true, Token);

        Assert.Equal(PairState.SplitBrain, (await pair.ReadAsync()).State);
        var fence = await BlockAsync(pair, "node1", FenceMethod.Stop);
        Assert.Equal((true, NodeRole.None, NodeState.Fenced), (fence.Holds, fence.Role, fence.State));
        Assert.Equal(PairState.Degraded, (await pair.ReadAsync()).State);
    }

    [Fact]
    public async Task A_node_is_cut_off_from_clients_where_they_reach_it_by_a_network_of_their_own()
    {
        await using var pair = await GetAsync();
        if (!CutsClients)
        {
            await PairSteps.FailsAsync("UnsupportedFault", () => BlockAsync(pair, "node1", FenceMethod.Network));
            Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
            return;
        }

        var fence = await BlockAsync(pair, "node1", FenceMethod.Network);

        Assert.Equal((true, NodeState.Fenced), (fence.Holds, fence.State));
        Assert.Null(fence.SurvivesRestart);
        await NodeFence.UnblockAsync(pair, "node1", force: false, Token);
        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_follower_that_is_fenced_stays_a_follower()
    {
        await using var pair = await GetAsync();
        Assert.True((await BlockAsync(pair, "node2", FenceMethod.Stop)).Holds);
        await NodeFence.UnblockAsync(pair, "node2", force: false, Token);
        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
        Assert.True(await pair.ScalarAsync<bool>(pair.Follower(null), "select pg_is_in_recovery()"));
    }

    private static Task<FenceResult> BlockAsync(Pair pair, string node, FenceMethod method) =>
        NodeFence.BlockAsync(pair, node, new FenceOptions { Method = method }, Token);
}

using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Engines;
using ReplicaShell.Failover;
using ReplicaShell.Failover.Rejoin;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Contract;

/// <summary>How nodes come back.</summary>
public abstract partial class PairContract
{
    [Fact]
    public async Task An_old_leader_comes_back_as_a_follower_and_what_it_alone_had_is_named()
    {
        await using var pair = await GetAsync();
        var (old, key) = (pair.Leader, await pair.NewKeyAsync());
        await pair.ExecuteAsync(old, "create table if not exists odd (t text, n int, primary key (t, n))");
        await pair.ExecuteAsync(old, "create table if not exists keyless (n int)");
        await pair.ReplicatesAsync();
        key++;
        await NetworkFault.InjectAsync(pair, old, now => now with { Cut = NetworkCut.Reset }, Token);
        await pair.InsertAsync(old, key);
        await pair.ExecuteAsync(old, "update inventory set quantity = -1 where productId = 3");
        await pair.ExecuteAsync(old, "insert into odd values ('a', 1)");
        await FailoverCoordinator.RunAsync(pair, new FailoverOptions(), progress: null, Token);
        await pair.InsertAsync(pair.Leader, key + 1);
        await PairSteps.FailsAsync("NodeCutOff", () => RepairAsync(pair, "node1"));
        await NetworkFault.HealCutAsync(pair, old, Token);

        var result = await RepairAsync(pair, "node1");

        Assert.Equal(HasRewind ? RepairMethod.Rewind : RepairMethod.Clone, result.Method);
        if (!HasRewind)
        {
            Assert.Contains("without pg_rewind", result.Reason, StringComparison.Ordinal);
        }

        Assert.Equal(
            [("inventory", "3"), ("inventory", $"{key}"), ("odd", "a, 1")],
            result.Discarded.Select(row => (row.Table, row.Key))
        );
        Assert.Equal(["keyless: it has no primary key"], result.NotCompared);
        Assert.Equal((1, (int?)2), (result.OldTimeline!.Value, result.Timeline));
        Assert.True(result.DiscardedBytes > 0 && result.EndedAt > result.DivergedAt);
        Assert.InRange(result.BytesCopied, 1, long.MaxValue);
        await IsFollowerAsync(pair, "node1");
        Assert.False(await pair.HasRowAsync(old, key));
        Assert.True(await pair.HasRowAsync(old, key + 1));
        Assert.Equal(7, await pair.ScalarAsync<int>(old, "select quantity from inventory where productId = 3"));
        Assert.Equal(RepairMethod.None, (await RepairAsync(pair, "node1")).Method);
        await PairSteps.FailsAsync("NodeLeads", () => RepairAsync(pair, "node2"));
    }

    [Fact]
    public async Task An_old_leader_that_was_killed_and_had_nothing_of_its_own_comes_back_and_may_lead_again()
    {
        await using var pair = await GetAsync();
        await pair.ReplicatesAsync();
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        await FailoverCoordinator.RunAsync(pair, new FailoverOptions(), progress: null, Token);

        var result = await RepairAsync(pair, "node1");

        Assert.Empty(result.Discarded);
        await IsFollowerAsync(pair, "node1");
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        Assert.Equal(
            "node1",
            (await FailoverCoordinator.RunAsync(pair, new FailoverOptions(), progress: null, Token)).NewLeader
        );
        await RepairAsync(pair, "node2");
        await IsFollowerAsync(pair, "node2");
    }

    [Fact]
    public async Task A_follower_whose_WAL_is_gone_is_copied_anew()
    {
        await using var pair = await GetAsync();
        await NodeLifecycle.StopAsync(pair, "node2", Token);
        await pair.ExecuteAsync(pair.Leader, "select pg_drop_replication_slot('node2')");
        await pair.ExecuteAsync(pair.Leader, "alter system set wal_keep_size = 0");
        await pair.ExecuteAsync(pair.Leader, "select pg_reload_conf()");
        for (var segment = 0; segment < 3; segment++)
        {
            await pair.InsertAsync(pair.Leader, await pair.NewKeyAsync());
            await pair.ExecuteAsync(pair.Leader, "select pg_switch_wal()");
            await pair.ExecuteAsync(pair.Leader, "checkpoint");
        }

        var result = await RepairAsync(pair, "node2");

        Assert.Equal(RepairMethod.Clone, result.Method);
        Assert.Contains("is gone from the leader", result.Reason, StringComparison.Ordinal);
        Assert.Equal(result.FullCloneBytes, result.BytesCopied);
        await IsFollowerAsync(pair, "node2");
        await pair.ExecuteAsync(pair.Leader, "alter system reset wal_keep_size");
        await pair.ExecuteAsync(pair.Leader, "select pg_reload_conf()");
    }

    [Fact]
    public async Task A_node_without_data_gets_them_where_it_was()
    {
        await using var pair = await GetAsync();
        var port = pair.Node("node1").Port;
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Remove, Token);
        await FailoverCoordinator.RunAsync(pair, new FailoverOptions(), progress: null, Token);

        var result = await RepairAsync(pair, "node1");

        Assert.Equal((RepairMethod.Clone, port), (result.Method, result.Port));
        Assert.Null(result.DiscardedBytes);
        await IsFollowerAsync(pair, "node1");
    }

    private static Task<RepairResult> RepairAsync(Pair pair, string node, RepairOptions? options = null) =>
        NodeRepair.RunAsync(pair, node, options ?? new RepairOptions(), progress: null, Token);

    private static async Task IsFollowerAsync(Pair pair, string name)
    {
        var seen = await pair.ReadAsync();
        Assert.Equal(PairState.Ready, seen.State);
        var node = seen.Nodes.Single(view => view.Node == name);
        Assert.Equal((NodeRole.Follower, NodeState.Running), (node.Role, node.State));
        Assert.Equal(
            $"{name}",
            await pair.ScalarAsync<string>(
                pair.Leader,
                "select string_agg(slot_name, ',') from pg_replication_slots where active"
            )
        );
        await pair.ReplicatesAsync();
    }
}

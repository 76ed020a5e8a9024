using System.Diagnostics;
using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Engines;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Faults;

public sealed class NetworkFaultTests(PairLease lease) : IClassFixture<PairLease>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reset_is_noticed_at_once_and_a_silent_cut_is_not()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await using (await CutAsync(pair, "node2", NetworkCut.Reset))
        {
            Assert.True(await PairSteps.BecomesTrueAsync(async () => await ReceiversAsync(pair) == 0));
        }

        await using (await CutAsync(pair, "node2", NetworkCut.Silent))
        {
            Assert.Equal(1L, await ReceiversAsync(pair));
        }
    }

    [Fact]
    public async Task A_silent_cut_is_noticed_within_seconds_by_the_servers_own_timeout()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await using (await CutAsync(pair, "node1", NetworkCut.Silent))
        {
            var watch = Stopwatch.StartNew();
            Assert.True(await PairSteps.BecomesTrueAsync(async () => await ReceiversAsync(pair) == 0));
            Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
        }

        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task Much_that_was_written_during_a_cut_arrives_after_it()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var first = await pair.NewKeyAsync();
        await using (await CutAsync(pair, "node1", NetworkCut.Reset))
        {
            await pair.ExecuteAsync(
                pair.Leader,
                $"insert into inventory select {first} + i, repeat('x', 200) from generate_series(0, 99999) i"
            );
            Assert.True((await pair.ReadAsync()).Nodes[1].LagBytes > 16 << 20);
        }

        await pair.ArrivesAsync(pair.Follower(null), first + 99999);
    }

    [Fact]
    public async Task A_delay_is_as_long_as_it_says_both_ways()
    {
        await using var pair = await lease.GetAsync(new PairOptions { Mode = ReplicationMode.Sync });
        var delay = TimeSpan.FromMilliseconds(150);
        await using (await NetworkFault.InjectAsync(pair, pair.Node("node2"), now => now with { Delay = delay }, Token))
        {
            var watch = Stopwatch.StartNew();
            await pair.InsertAsync(pair.Leader, await pair.NewKeyAsync());
            Assert.InRange(watch.Elapsed, 2 * delay, 2 * delay + TimeSpan.FromSeconds(5));
        }

        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_cut_of_a_slow_node_leaves_it_slow_when_it_is_healed()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var slow = TimeSpan.FromMilliseconds(20);
        await using var delay = await NetworkFault.InjectAsync(
            pair,
            pair.Node("node2"),
            now => now with { Delay = slow },
            Token
        );
        await using (await CutAsync(pair, "node2", NetworkCut.Reset))
        {
            Assert.Equal(new NodeNetwork { Cut = NetworkCut.Reset, Delay = slow }, await NetworkAsync(pair));
        }

        Assert.Equal(new NodeNetwork { Delay = slow }, await NetworkAsync(pair));
        await delay.HealAsync(Token);
        Assert.Equal(NodeNetwork.Healthy, await NetworkAsync(pair));
    }

    [Fact]
    public async Task Healing_a_cut_by_name_does_what_healing_the_fault_does()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var fault = await CutAsync(pair, "node1", NetworkCut.Silent);
        Assert.Equal(("node1", "silent cut of node1"), (fault.Node, fault.Description));
        await NetworkFault.HealCutAsync(pair, pair.Leader, Token);
        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
        await fault.HealAsync(Token);
        await pair.ReplicatesAsync();
    }

    private static Task<Fault> CutAsync(Pair pair, string node, NetworkCut cut) =>
        NetworkFault.InjectAsync(pair, pair.Node(node), now => now with { Cut = cut }, Token);

    private static async Task<NodeNetwork> NetworkAsync(Pair pair) =>
        (await pair.Engine.NetworksAsync(pair.Definition, Token))!["node2"];

    private static Task<long> ReceiversAsync(Pair pair) =>
        pair.ScalarAsync<long>(pair.Follower(null), "select count(*) from pg_stat_wal_receiver");
}

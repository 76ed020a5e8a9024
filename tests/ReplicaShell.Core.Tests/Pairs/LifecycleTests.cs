using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines;
using ReplicaShell.Engines.Local.Link;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Pairs;

/// <summary>Bringing back what a reboot, a crash or a stop has left, and what stands in the way.</summary>
public sealed class LifecycleTests(PairLease lease) : IClassFixture<PairLease>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Starting_what_runs_and_stopping_what_is_stopped_does_nothing()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await PairLifecycle.StartAsync(pair, Token);
        await NodeLifecycle.StartAsync(pair, "node1", Token);
        await NodeLifecycle.ResumeAsync(pair, "node1", Token);
        await NodeLifecycle.StopAsync(pair, "node2", Token);
        await NodeLifecycle.StopAsync(pair, "node2", Token);
        await PairLifecycle.StartAsync(pair, Token);
        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
    }

    [Fact]
    public async Task A_node_that_does_not_exist_is_not_found()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var error = await PairSteps.FailsAsync("NodeNotFound", () => NodeLifecycle.StopAsync(pair, "node9", Token));
        Assert.Contains("node1, node2", error.Message, StringComparison.Ordinal);
        await PairSteps.FailsAsync("NodeNotFound", () => NodeLifecycle.StartAsync(pair, "", Token));
        Assert.Equal("node1", pair.Node("NODE1").Name);
    }

    [Fact]
    public async Task A_node_that_does_not_run_can_neither_be_frozen_nor_crash()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await NodeLifecycle.StopAsync(pair, "node2", Token);
        await PairSteps.FailsAsync("NodeNotRunning", () => NodeLifecycle.SuspendAsync(pair, "node2", Token));
        await PairSteps.FailsAsync(
            "NodeNotRunning",
            () => CrashFault.InjectAsync(pair, pair.Node("node2"), CrashMethod.Kill, Token)
        );
        await NodeLifecycle.StartAsync(pair, "node2", Token);
    }

    [Fact]
    public async Task Everything_that_was_killed_at_once_as_in_a_power_cut_comes_back()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var key = await pair.NewKeyAsync();
        await pair.InsertAsync(pair.Leader, key);
        foreach (var node in pair.Definition.Nodes)
        {
            await pair.Engine.KillAsync(pair.Definition, node, Token);
        }

        await pair.Engine.StopNetworkAsync(pair.Definition, Token);
        await PairLifecycle.StartAsync(pair, Token);
        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
        await pair.ArrivesAsync(pair.Follower(null), key);
    }

    [Fact]
    public async Task A_link_that_was_killed_shows_and_comes_back()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await LinkPidFile.EndProcessAsync(Path.Combine(TestHome.Layout.Pair(pair.Name), "link.pid"), Token);
        var seen = await pair.ReadAsync();
        Assert.Equal(PairState.Degraded, seen.State);
        Assert.Contains(seen.Reasons, reason => reason.Contains("link", StringComparison.Ordinal));
        await PairSteps.FailsAsync(
            "LinkDown",
            () => NetworkFault.InjectAsync(pair, pair.Leader, now => now with { Cut = NetworkCut.Reset }, Token)
        );
        await PairLifecycle.StartAsync(pair, Token);
        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_pair_that_is_kept_open_is_as_good_after_a_restart_by_others()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await using var other = await new PairCatalogue().OpenAsync(pair.Name, Token);
        var before = await pair.ReadAsync();
        var key = await pair.NewKeyAsync();
        foreach (var node in other.Definition.Nodes)
        {
            await NodeLifecycle.StopAsync(other, node.Name, Token);
            await NodeLifecycle.StartAsync(other, node.Name, Token);
        }

        var after = await pair.ReadAsync();
        Assert.Equal(before.Nodes.Select(node => node.State), after.Nodes.Select(node => node.State));
        await pair.InsertAsync(pair.Leader, key);
        await pair.ArrivesAsync(pair.Follower(null), key);
    }

    [Fact]
    public async Task A_cut_outlives_a_stop_of_the_pair()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var follower = pair.Follower(null);
        var cut = await NetworkFault.InjectAsync(pair, follower, now => now with { Cut = NetworkCut.Silent }, Token);
        await PairLifecycle.StopAsync(pair, Token);
        await PairLifecycle.StartAsync(pair, Token);
        Assert.Equal(NodeState.Disconnected, await pair.StateAsync(follower.Name));
        await cut.HealAsync(Token);
        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_follower_is_added_while_the_leader_is_written_to()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        using var stop = new CancellationTokenSource();
        var written = 0;
        var first = await pair.NewKeyAsync();
        var writing = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await pair.InsertAsync(pair.Leader, first + written++);
                }
            },
            Token
        );
        var added = await NodeLifecycle.AddFollowerAsync(pair, progress: null, Token);
        Leftovers.Remember(pair.Definition);
        await stop.CancelAsync();
        await writing;
        await pair.ArrivesAsync(added, first + written - 1);
        Assert.Equal(
            written,
            await pair.ScalarAsync<long>(added, $"select count(*) from inventory where productId >= {first}")
        );
    }

    [Fact]
    public async Task Adding_a_follower_that_is_cancelled_leaves_the_pair_as_it_was()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        foreach (var moment in new[] { "slot", "backup", "Starting" })
        {
            using var cancel = new CancellationTokenSource();
            var reports = new InlineReports(report =>
            {
                if (report.Step.Contains(moment, StringComparison.Ordinal))
                {
                    cancel.Cancel();
                }
            });
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                NodeLifecycle.AddFollowerAsync(pair, reports, cancel.Token)
            );
            Assert.Equal(["node1", "node2"], pair.Definition.Nodes.Select(node => node.Name));
            Assert.Equal(1L, await pair.ScalarAsync<long>(pair.Leader, "select count(*) from pg_replication_slots"));
            Assert.Empty(Leftovers.Processes(TestHome.Layout.Node(pair.Name, "node3").Folder));
            Assert.False(Directory.Exists(TestHome.Layout.Node(pair.Name, "node3").Folder));
        }

        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
        Assert.Equal("node3", (await NodeLifecycle.AddFollowerAsync(pair, progress: null, Token)).Name);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task Two_changes_at_once_happen_one_after_the_other()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await using var other = await new PairCatalogue().OpenAsync(pair.Name, Token);
        await Task.WhenAll(
            NodeLifecycle.AddFollowerAsync(pair, progress: null, Token),
            NodeLifecycle.AddFollowerAsync(other, progress: null, Token)
        );
        await pair.RefreshAsync(Token);
        Leftovers.Remember(pair.Definition);
        Assert.Equal(["node1", "node2", "node3", "node4"], pair.Definition.Nodes.Select(node => node.Name));
        await pair.ReplicatesAsync();
    }
}

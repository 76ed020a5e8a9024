using System.Collections.Concurrent;
using Npgsql;
using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Engines;
using ReplicaShell.Failover.Switchover;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Failover.Switchover;

/// <summary>Planned changes of the leader on real servers.</summary>
public sealed class SwitchTests(PairLease lease) : IClassFixture<PairLease>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ReplicationMode.Async)]
    [InlineData(ReplicationMode.SemiSync)]
    [InlineData(ReplicationMode.Sync)]
    public async Task Under_load_no_acknowledged_write_is_lost_and_every_node_streams_at_the_end(ReplicationMode mode)
    {
        await using var pair = await lease.GetAsync(new PairOptions { FollowerCount = 2, Mode = mode });
        var (old, before) = (pair.Leader.Name, (await pair.ReadAsync()).Timeline);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var acknowledged = new ConcurrentQueue<(string Node, int Key)>();
        var first = await pair.NewKeyAsync();
        var clients = Enumerable
            .Range(0, 3)
            .Select(client => WriteAsync(pair.Name, first + (client * 1_000_000), acknowledged, stop.Token))
            .ToList();
        await AreWrittenToAsync(old);

        var result = await RunAsync(pair, new SwitchOptions());
        await AreWrittenToAsync(result.NewLeader);
        await stop.CancelAsync();
        await Task.WhenAll(clients);
        Assert.Equal((old, before, before + 1), (result.OldLeader, result.OldTimeline, result.NewTimeline));
        Assert.Null(result.Warning);
        Assert.Equal(pair.Followers.Select(node => node.Name).Order(), result.Streaming.Order());
        Assert.Contains(old, result.Streaming);

        var seen = await pair.ReadAsync();
        Assert.Equal(
            (PairState.Ready, result.NewLeader, mode, result.NewTimeline),
            (seen.State, seen.Leader, seen.Mode, seen.Timeline)
        );
        Assert.All(seen.Nodes, node => Assert.Equal(NodeState.Running, node.State));
        Assert.Equal(
            2L,
            await pair.ScalarAsync<long>(pair.Leader, "select count(*) from pg_replication_slots where active")
        );

        Assert.Equal(
            (long)acknowledged.Count,
            await pair.ScalarAsync<long>(
                pair.Leader,
                "select count(*) from inventory where productId in "
                    + $"({string.Join(", ", acknowledged.Select(write => write.Key))})"
            )
        );
        await pair.ReplicatesAsync();

        async Task AreWrittenToAsync(string node) =>
            Assert.True(
                await PairSteps.BecomesTrueAsync(() =>
                    Task.FromResult(acknowledged.Count(write => write.Node == node) > 20)
                ),
                $"{node} acknowledged no writes."
            );
    }

    [Fact]
    public async Task The_downtime_is_what_the_client_saw_and_the_phases_account_for_it()
    {
        await using var pair = await lease.GetAsync(new PairOptions { FollowerCount = 2 });
        var result = await RunAsync(pair, new SwitchOptions { Candidate = "node3" });
        Assert.Equal(("node3", 2), (result.NewLeader, result.Streaming.Count));
        Assert.Equal(["Prepare", "Stop", "Verify", "Promote"], result.Phases.Take(4).Select(phase => phase.Name));
        Assert.Equal(["FirstWrite", "Rejoin"], result.Phases.Skip(4).Select(phase => phase.Name).Order());
        Assert.Equal(result.FirstWriteAfter - result.LastWriteBefore, result.Downtime);
        var stop = result.Phases.Single(phase => phase.Name == "Stop");
        var promote = result.Phases.Single(phase => phase.Name == "Promote");
        Assert.True(result.LastWriteBefore < stop.Begin + stop.Duration, "It wrote to a leader that was stopped.");
        Assert.True(result.FirstWriteAfter > promote.Begin, "It wrote to a follower.");
        Assert.True(result.Acknowledged > 1 && result.Downtime > TimeSpan.Zero && result.Downtime < result.Total);
    }

    [Fact]
    public async Task And_back_again()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        foreach (var leader in new[] { "node2", "node1" })
        {
            var result = await RunAsync(pair, new SwitchOptions());
            Assert.Equal((leader, null), (result.NewLeader, result.Warning));
            await pair.ReplicatesAsync();
        }

        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
    }

    [Fact]
    public async Task A_leader_that_is_not_well_hands_nothing_over()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await using (
            await NetworkFault.InjectAsync(pair, pair.Leader, now => now with { Cut = NetworkCut.Reset }, Token)
        )
        {
            var error = await PairSteps.FailsAsync("LeaderUnhealthy", () => RunAsync(pair, new SwitchOptions()));
            Assert.Contains("cut off", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal("node1", (await pair.ReadAsync()).Leader);
    }

    [Fact]
    public async Task A_follower_that_does_not_stream_takes_nothing_over()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await NodeLifecycle.StopAsync(pair, "node2", Token);
        foreach (var candidate in new[] { null, "node2" })
        {
            var options = new SwitchOptions { Candidate = candidate };
            await PairSteps.FailsAsync("CandidateNotStreaming", () => RunAsync(pair, options));
        }

        await PairSteps.FailsAsync("NotAFollower", () => RunAsync(pair, new SwitchOptions { Candidate = "node1" }));
        await PairSteps.FailsAsync("NodeNotFound", () => RunAsync(pair, new SwitchOptions { Candidate = "node7" }));
        await NodeLifecycle.StartAsync(pair, "node2", Token);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task One_that_does_not_receive_the_last_WAL_is_not_promoted_and_the_old_leader_leads_again()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var cut = new CutBeforeTheStop(pair);
        var options = new SwitchOptions { Patience = TimeSpan.FromSeconds(1) };
        var error = await PairSteps.FailsAsync("SwitchAborted", () => LeaderSwitch.RunAsync(pair, options, cut, Token));
        Assert.Contains("node2", error.Message, StringComparison.Ordinal);
        Assert.Contains("node1 was started again", error.Message, StringComparison.Ordinal);
        await cut.HealAsync();

        Assert.Equal(("node1", 1), ((await pair.ReadAsync()).Leader, (await pair.ReadAsync()).Timeline));
        await pair.ReplicatesAsync();
        var result = await RunAsync(pair, new SwitchOptions());
        Assert.Equal(("node2", null), (result.NewLeader, result.Warning));
    }

    private static Task<SwitchResult> RunAsync(Pair pair, SwitchOptions options) =>
        LeaderSwitch.RunAsync(pair, options, progress: null, Token);

    /// <summary>A client that writes row after row, and looks for the leader anew when one is gone.</summary>
    private static async Task WriteAsync(
        string name,
        int firstKey,
        ConcurrentQueue<(string Node, int Key)> acknowledged,
        CancellationToken stop
    )
    {
        await using var pair = await new PairCatalogue().OpenAsync(name, Token);
        var key = firstKey;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await pair.RefreshAsync(Token);
                var leader = pair.Leader;
                await using var session = await pair.OpenAsync(leader);
                while (!stop.IsCancellationRequested)
                {
                    await using var insert = new NpgsqlCommand($"insert into inventory values ({++key}, 'x')", session);
                    await insert.ExecuteNonQueryAsync(Token);
                    acknowledged.Enqueue((leader.Name, key));
                }
            }
            catch (NpgsqlException)
            {
                // The leader is changing: what was under way may have been written or not.
            }
        }
    }
}

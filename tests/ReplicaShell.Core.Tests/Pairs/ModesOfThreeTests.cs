using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;
using ReplicaShell.Workloads;

namespace ReplicaShell.Core.Tests.Pairs;

/// <summary>Modes of a pair with two followers: for whom a commit waits, and what becomes of it when nobody comes.</summary>
public sealed class ModesOfThreeTests(PairLease lease) : IClassFixture<PairLease>
{
    private static readonly PairOptions Three = new() { FollowerCount = 2 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ReplicationMode.SemiSync, null, 1, "ANY 1 (\"node2\", \"node3\")", SyncState.Quorum)]
    [InlineData(ReplicationMode.Quorum, null, 1, "ANY 1 (\"node2\", \"node3\")", SyncState.Quorum)]
    [InlineData(ReplicationMode.Quorum, 2, 2, "ANY 2 (\"node2\", \"node3\")", SyncState.Quorum)]
    [InlineData(ReplicationMode.Sync, null, 2, "FIRST 2 (\"node2\", \"node3\")", SyncState.Sync)]
    public async Task A_mode_is_in_force_and_shown_when_it_was_set(
        ReplicationMode mode,
        int? quorum,
        int waitedFor,
        string names,
        SyncState state
    )
    {
        await using var pair = await lease.GetAsync(Three);
        await Modes.SetAsync(pair, mode, quorum, CommitLevel.On, Token);
        Assert.Equal(names, await StandbysAsync(pair));
        var seen = await pair.ReadAsync();
        Assert.Equal((mode, waitedFor, PairState.Ready), (seen.Mode, seen.Quorum, seen.State));
        Assert.Equal([null, state, state], seen.Nodes.Select(node => node.SyncState));

        await Modes.SetAsync(pair, ReplicationMode.Async, CommitLevel.On, Token);
        seen = await pair.ReadAsync();
        Assert.Equal([null, SyncState.Async, SyncState.Async], seen.Nodes.Select(node => node.SyncState));
        Assert.Equal(string.Empty, await StandbysAsync(pair));
    }

    [Theory]
    [InlineData(ReplicationMode.Quorum, 0)]
    [InlineData(ReplicationMode.Quorum, 3)]
    [InlineData(ReplicationMode.Sync, 1)]
    public async Task A_quorum_is_a_number_of_the_followers_that_there_are(ReplicationMode mode, int quorum)
    {
        await using var pair = await lease.GetAsync(Three);
        var error = await PairSteps.FailsAsync(
            "InvalidQuorum",
            () => Modes.SetAsync(pair, mode, quorum, CommitLevel.On, Token)
        );
        Assert.Contains("1 to 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(ReplicationMode.Async, (await pair.ReadAsync()).Mode);
    }

    [Fact]
    public async Task SemiSync_outlives_one_follower_and_waits_for_the_last()
    {
        await using var pair = await lease.GetAsync(Three);
        await NodeLifecycle.StopAsync(pair, "node2", Token);
        Assert.Empty(await Modes.SetAsync(pair, ReplicationMode.SemiSync, CommitLevel.On, Token));
        var key = await pair.NewKeyAsync();
        await pair.InsertAsync(pair.Leader, key);
        await pair.ArrivesAsync(pair.Node("node3"), key);

        await NodeLifecycle.StopAsync(pair, "node3", Token);
        var write = pair.InsertAsync(pair.Leader, key + 1);
        await IsWaitingAsync(pair);
        Assert.Contains(
            "Writes wait: SemiSync waits for a follower and none streams.",
            (await pair.ReadAsync()).Reasons
        );
        Assert.False(write.IsCompleted);
        await NodeLifecycle.StartAsync(pair, "node3", Token);
        await write;
        await Modes.SetAsync(pair, ReplicationMode.Async, CommitLevel.On, Token);
        await PairLifecycle.StartAsync(pair, Token);
    }

    [Fact]
    public async Task A_mode_that_needs_no_more_followers_than_answer_frees_the_writers_that_wait()
    {
        await using var pair = await lease.GetAsync(Three);
        await NodeLifecycle.StopAsync(pair, "node2", Token);
        var warning = Assert.Single(await Modes.SetAsync(pair, ReplicationMode.Sync, CommitLevel.On, Token));
        Assert.Contains("without node2", warning, StringComparison.Ordinal);
        var key = await pair.NewKeyAsync();
        var write = pair.InsertAsync(pair.Leader, key);
        await IsWaitingAsync(pair);
        Assert.False(write.IsCompleted);
        await Modes.SetAsync(pair, ReplicationMode.SemiSync, CommitLevel.On, Token);
        await write.WaitAsync(TimeSpan.FromSeconds(20), Token);

        await Modes.SetAsync(pair, ReplicationMode.Async, CommitLevel.On, Token);
        await NodeLifecycle.StartAsync(pair, "node2", Token);
    }

    [Fact]
    public async Task A_dead_follower_makes_writers_wait_and_those_that_give_up_do_not_know_and_lose_nothing()
    {
        await using var pair = await lease.GetAsync(Three);
        await Modes.SetAsync(pair, ReplicationMode.Sync, CommitLevel.On, Token);
        await CrashFault.InjectAsync(pair, pair.Node("node2"), CrashMethod.Kill, Token);
        var result = await RunAsync(pair, seconds: 1.5, timeout: 300);
        Assert.Equal((0, 0), (result.Acknowledged, result.Failed));
        Assert.True(result.Unknown > 0);

        await Modes.SetAsync(pair, ReplicationMode.Async, CommitLevel.On, Token);
        var keys = result.History.Select(operation => operation.Key).ToList();
        Assert.Equal(
            (long)keys.Count,
            await pair.ScalarAsync<long>(
                pair.Leader,
                $"select count(*) from inventory where productId in ({string.Join(", ", keys)})"
            )
        );
        await NodeLifecycle.StartAsync(pair, "node2", Token);
    }

    [Fact]
    public async Task A_slow_follower_slows_Sync_and_not_SemiSync()
    {
        await using var pair = await lease.GetAsync(Three);
        var delay = TimeSpan.FromMilliseconds(150);
        await using (await NetworkFault.InjectAsync(pair, pair.Node("node2"), now => now with { Delay = delay }, Token))
        {
            await Modes.SetAsync(pair, ReplicationMode.Sync, CommitLevel.On, Token);
            var sync = await RunAsync(pair, seconds: 2, timeout: 10_000);
            await Modes.SetAsync(pair, ReplicationMode.SemiSync, CommitLevel.On, Token);
            var semiSync = await RunAsync(pair, seconds: 2, timeout: 10_000);
            Assert.True(sync.LatencyMedian > delay, $"{sync.LatencyMedian}");
            Assert.True(semiSync.LatencyMedian < sync.LatencyMedian / 2, $"{semiSync.LatencyMedian}");
            Assert.Equal((0, 0), (sync.Unknown, semiSync.Unknown));
        }

        await Modes.SetAsync(pair, ReplicationMode.Async, CommitLevel.On, Token);
    }

    [Fact]
    public async Task A_new_pair_has_the_mode_that_was_asked_for_from_the_start()
    {
        await using var pair = await lease.GetAsync(
            Three with
            {
                Mode = ReplicationMode.Quorum,
                Quorum = 2,
                Commit = CommitLevel.RemoteApply,
            }
        );
        var key = await pair.NewKeyAsync();
        await pair.InsertAsync(pair.Leader, key);
        Assert.True(await pair.HasRowAsync(pair.Node("node2"), key) && await pair.HasRowAsync(pair.Node("node3"), key));
        var seen = await pair.ReadAsync();
        Assert.Equal((ReplicationMode.Quorum, 2, CommitLevel.RemoteApply), (seen.Mode, seen.Quorum, seen.Commit));
        Assert.Equal(
            "A quorum of 2 of 2 followers is Sync: every commit waits for all of them.",
            Assert.Single(seen.Notes)
        );
    }

    private static Task<WorkloadResult> RunAsync(Pair pair, double seconds, int timeout) =>
        Workload.RunAsync(
            new PairLeaderConnections(pair),
            new WorkloadOptions
            {
                Duration = TimeSpan.FromSeconds(seconds),
                Clients = 2,
                WriteTimeout = TimeSpan.FromMilliseconds(timeout),
            },
            progress: null,
            Token
        );

    private static async Task IsWaitingAsync(Pair pair) =>
        Assert.True(
            await PairSteps.BecomesTrueAsync(async () =>
                await pair.ScalarAsync<bool>(
                    pair.Leader,
                    "select exists (select from pg_stat_activity where wait_event = 'SyncRep')"
                )
            )
        );

    private static Task<string> StandbysAsync(Pair pair) =>
        pair.ScalarAsync<string>(pair.Leader, "select current_setting('synchronous_standby_names')");
}

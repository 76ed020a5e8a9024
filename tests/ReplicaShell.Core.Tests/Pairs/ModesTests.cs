using Npgsql;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Pairs;

public sealed class ModesTests(PairLease lease) : IClassFixture<PairLease>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CommitLevel.On, "on")]
    [InlineData(CommitLevel.RemoteWrite, "remote_write")]
    [InlineData(CommitLevel.RemoteApply, "remote_apply")]
    public async Task A_commit_level_is_what_new_sessions_have(CommitLevel level, string setting)
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await Modes.SetAsync(pair, ReplicationMode.Sync, level, Token);
        await using var session = await pair.OpenAsync(pair.Leader);
        await using var command = new NpgsqlCommand("show synchronous_commit", session);
        Assert.Equal(setting, await command.ExecuteScalarAsync(Token));
        await Modes.SetAsync(pair, ReplicationMode.Async, CommitLevel.On, Token);
    }

    [Fact]
    public async Task With_one_follower_SemiSync_is_Sync_and_the_pair_says_so()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var note = Assert.Single(await Modes.SetAsync(pair, ReplicationMode.SemiSync, CommitLevel.On, Token));
        Assert.Equal("With one follower SemiSync is Sync: every commit waits for node2.", note);
        Assert.Equal([note], (await pair.ReadAsync()).Notes);
        await Modes.SetAsync(pair, ReplicationMode.Async, CommitLevel.On, Token);
        Assert.Empty((await pair.ReadAsync()).Notes);
    }

    [Fact]
    public async Task A_write_waits_for_a_follower_that_is_down_and_Async_frees_it()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await Modes.SetAsync(pair, ReplicationMode.Sync, CommitLevel.On, Token);
        await NodeLifecycle.StopAsync(pair, "node2", Token);
        var key = await pair.NewKeyAsync();
        var write = pair.InsertAsync(pair.Leader, key);
        Assert.True(
            await PairSteps.BecomesTrueAsync(async () =>
                await pair.ScalarAsync<bool>(
                    pair.Leader,
                    "select exists (select from pg_stat_activity where wait_event = 'SyncRep')"
                )
            )
        );
        Assert.False(write.IsCompleted);
        await Modes.SetAsync(pair, ReplicationMode.Async, CommitLevel.On, Token);
        await write;
        await NodeLifecycle.StartAsync(pair, "node2", Token);
        await pair.ArrivesAsync(pair.Follower(null), key);
    }

    [Fact]
    public async Task A_follower_that_is_added_is_waited_for_too()
    {
        await using var pair = await lease.GetAsync(new PairOptions { Mode = ReplicationMode.Sync });
        await NodeLifecycle.AddFollowerAsync(pair, progress: null, Token);
        Assert.True(
            await PairSteps.BecomesTrueAsync(async () =>
                await pair.ScalarAsync<string>(pair.Leader, "select current_setting('synchronous_standby_names')")
                == "FIRST 2 (\"node2\", \"node3\")"
            )
        );
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_pair_without_followers_has_nobody_to_wait_for()
    {
        await using var pair = await lease.GetAsync(new PairOptions { FollowerCount = 0 });
        await PairSteps.FailsAsync(
            "NoFollower",
            () => Modes.SetAsync(pair, ReplicationMode.Sync, CommitLevel.On, Token)
        );
        await Modes.SetAsync(pair, ReplicationMode.Async, CommitLevel.On, Token);
        await pair.InsertAsync(pair.Leader, await pair.NewKeyAsync());
    }
}

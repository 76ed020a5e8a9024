using System.Diagnostics;
using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Failover;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Faults;

public sealed class ReplayFaultTests(PairLease lease) : IClassFixture<PairLease>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delayed_follower_shows_a_row_that_much_later()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var follower = pair.Follower(null);
        var delay = TimeSpan.FromMilliseconds(700);
        await using (await ReplayFault.DelayAsync(pair, follower, delay, Token))
        {
            var key = await pair.NewKeyAsync();
            var watch = Stopwatch.StartNew();
            await pair.InsertAsync(pair.Leader, key);
            var committed = watch.Elapsed;
            await pair.ArrivesAsync(follower, key);
            Assert.InRange(watch.Elapsed, delay, committed + delay + TimeSpan.FromSeconds(5));
        }

        Assert.Equal("0", await pair.ScalarAsync<string>(follower, "show recovery_min_apply_delay"));
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task Healing_brings_back_the_delay_of_before()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var follower = pair.Follower(null);
        await using (await ReplayFault.DelayAsync(pair, follower, TimeSpan.FromMilliseconds(40), Token))
        {
            await using (await ReplayFault.DelayAsync(pair, follower, TimeSpan.FromHours(5), Token))
            {
                Assert.Equal("5h", await pair.ScalarAsync<string>(follower, "show recovery_min_apply_delay"));
            }

            Assert.Equal("40ms", await pair.ScalarAsync<string>(follower, "show recovery_min_apply_delay"));
        }

        await pair.ReplicatesAsync();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(25.0 * 24 * 3600)]
    public async Task A_delay_that_the_server_cannot_have_is_refused(double seconds)
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await PairSteps.FailsAsync(
            "InvalidDelay",
            () => ReplayFault.DelayAsync(pair, pair.Follower(null), TimeSpan.FromSeconds(seconds), Token)
        );
    }

    [Fact]
    public async Task Resuming_what_is_not_paused_does_nothing()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await ReplayFault.ResumeAsync(pair, pair.Follower(null), Token);
        await ReplayFault.ResumeAsync(pair, pair.Leader, Token);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_leader_replays_nothing()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await PairSteps.FailsAsync("NotAFollower", () => ReplayFault.PauseAsync(pair, pair.Leader, Token));
        await PairSteps.FailsAsync(
            "NotAFollower",
            () => ReplayFault.DelayAsync(pair, pair.Leader, TimeSpan.FromSeconds(1), Token)
        );
    }

    [Fact]
    public async Task A_follower_that_is_down_cannot_be_paused()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await NodeLifecycle.StopAsync(pair, "node2", Token);
        await PairSteps.FailsAsync("NodeUnreachable", () => ReplayFault.PauseAsync(pair, pair.Follower(null), Token));
        await NodeLifecycle.StartAsync(pair, "node2", Token);
    }

    [Fact]
    public async Task A_paused_follower_is_promoted_with_all_that_it_received()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var follower = pair.Follower(null);
        await ReplayFault.PauseAsync(pair, follower, Token);
        var key = await pair.NewKeyAsync();
        await pair.InsertAsync(pair.Leader, key);
        Assert.True(
            await PairSteps.BecomesTrueAsync(async () =>
                await pair.ScalarAsync<bool>(
                    pair.Leader,
                    "select flush_lsn >= pg_current_wal_flush_lsn() from pg_stat_replication"
                )
            )
        );
        Assert.False(await pair.HasRowAsync(follower, key));
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        await FailoverCoordinator.RunAsync(pair, new FailoverOptions(), progress: null, Token);
        Assert.True(await pair.HasRowAsync(pair.Leader, key));
    }
}

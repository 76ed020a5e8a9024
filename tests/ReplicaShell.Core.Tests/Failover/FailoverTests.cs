using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Engines;
using ReplicaShell.Failover;
using ReplicaShell.Failover.Detection;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Failover;

/// <summary>Failovers of a pair with one follower: when they happen, and what stands in their way.</summary>
public sealed class FailoverTests(PairLease lease) : IClassFixture<PairLease>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_leader_in_health_is_not_failed_over()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        foreach (var timeout in new[] { TimeSpan.Zero, TimeSpan.FromSeconds(30) })
        {
            var options = new FailoverOptions { DetectionTimeout = timeout, Force = true };
            await PairSteps.FailsAsync("LeaderHealthy", () => RunAsync(pair, options));
        }

        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_leader_that_is_thawed_within_the_detection_timeout_keeps_its_role()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await NodeLifecycle.SuspendAsync(pair, "node1", Token);
        var failover = PairSteps.FailsAsync(
            "LeaderHealthy",
            () => RunAsync(pair, new FailoverOptions { DetectionTimeout = TimeSpan.FromMinutes(2) })
        );
        await pair.Engine.ResumeAsync(pair.Definition, pair.Leader, Token);
        await failover;
        Assert.Equal("node1", (await pair.ReadAsync()).Leader);
    }

    [Fact]
    public async Task The_leader_must_have_failed_for_as_long_as_the_detection_timeout()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        var timeout = TimeSpan.FromMilliseconds(400);
        var result = await RunAsync(pair, new FailoverOptions { DetectionTimeout = timeout });
        Assert.InRange(result.Detect, timeout, timeout + TimeSpan.FromSeconds(5));
        Assert.Equal(ProbeOutcome.Gone, result.Cause);
        Assert.True(result.FailedProbes > 1);
        Assert.Equal(result.Total, result.Detect + result.Elect + result.Fence + result.Promote + result.FirstWrite);
        Assert.All(
            new[] { result.Elect, result.Fence, result.Promote, result.FirstWrite },
            phase => Assert.True(phase > TimeSpan.Zero)
        );
        var elected = Assert.Single(result.Candidates);
        Assert.Equal(
            ("node2", true, (int?)1, (long?)0),
            (elected.Node, elected.Eligible, elected.Timeline, elected.LagBytes)
        );
    }

    [Fact]
    public async Task A_leader_that_is_frozen_is_found_and_ended()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await NodeLifecycle.SuspendAsync(pair, "node1", Token);
        var result = await RunAsync(pair, new FailoverOptions());
        Assert.Equal(("node2", ProbeOutcome.Silent), (result.NewLeader, result.Cause));
        Assert.Equal(ServerStatus.Crashed, await pair.Engine.StatusAsync(pair.Definition, pair.Node("node1"), Token));
        await pair.InsertAsync(pair.Leader, await pair.NewKeyAsync());
    }

    [Theory]
    [InlineData(NetworkCut.Silent)]
    [InlineData(NetworkCut.Reset)]
    public async Task A_leader_that_is_cut_off_but_takes_writes_is_ended_before_another_leads(NetworkCut cut)
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var old = pair.Leader;
        await using var session = await pair.OpenAsync(old);
        await NetworkFault.InjectAsync(pair, old, now => now with { Cut = cut }, Token);
        await pair.InsertAsync(old, await pair.NewKeyAsync());
        await RunAsync(pair, new FailoverOptions());
        await using var command = new Npgsql.NpgsqlCommand("insert into inventory values (-1, 'x')", session);
        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => command.ExecuteNonQueryAsync(Token));
        Assert.Equal("node2", (await pair.ReadAsync()).Leader);
    }

    [Fact]
    public async Task A_fenced_leader_takes_no_writes_whoever_starts_it()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var old = pair.Leader;
        await CrashFault.InjectAsync(pair, old, CrashMethod.Kill, Token);
        await RunAsync(pair, new FailoverOptions());
        await PairSteps.FailsAsync("NodeFenced", () => NodeLifecycle.StartAsync(pair, old.Name, Token));
        await PairLifecycle.StartAsync(pair, Token);
        Assert.Equal(NodeState.Fenced, await pair.StateAsync(old.Name));

        // Somebody who starts it by hand gets a standby.
        await pair.Engine.StartAsync(pair.Definition, old, Token);
        Assert.True(await pair.ScalarAsync<bool>(old, "select pg_is_in_recovery()"));
        Assert.Equal("node2", (await pair.ReadAsync()).Leader);
    }

    [Fact]
    public async Task Leaving_the_fence_out_needs_force_and_leaves_the_old_leader_alone()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var old = pair.Leader;
        await NetworkFault.InjectAsync(pair, old, now => now with { Cut = NetworkCut.Reset }, Token);
        await PairSteps.FailsAsync("NoFenceNeedsForce", () => RunAsync(pair, new FailoverOptions { NoFence = true }));

        var result = await RunAsync(pair, new FailoverOptions { NoFence = true, Force = true });
        Assert.Equal(TimeSpan.Zero, result.Fence);
        var key = await pair.NewKeyAsync();
        await pair.InsertAsync(old, key);
        await pair.InsertAsync(pair.Leader, key);
        Assert.Equal(PairState.SplitBrain, (await pair.ReadAsync()).State);
    }

    [Fact]
    public async Task A_pair_without_a_follower_that_answers_keeps_its_leader()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await NodeLifecycle.StopAsync(pair, "node2", Token);
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        var error = await PairSteps.FailsAsync("NoEligibleCandidate", () => RunAsync(pair, new FailoverOptions()));
        Assert.Contains("node2: It is stopped.", error.Message, StringComparison.Ordinal);

        await PairLifecycle.StartAsync(pair, Token);
        Assert.Equal(("node1", PairState.Ready), ((await pair.ReadAsync()).Leader, (await pair.ReadAsync()).State));
    }

    [Fact]
    public async Task A_mode_that_no_follower_is_left_for_becomes_Async_and_the_result_says_so()
    {
        await using var pair = await lease.GetAsync(new PairOptions { Mode = ReplicationMode.Sync });
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        var result = await RunAsync(pair, new FailoverOptions());
        Assert.Equal(ReplicationMode.Async, result.Mode);
        Assert.Contains("lowered from Sync to Async", result.Warning, StringComparison.Ordinal);
        var seen = await pair.ReadAsync();
        Assert.Equal((PairState.Degraded, ReplicationMode.Async), (seen.State, seen.Mode));
        Assert.Equal(
            "",
            await pair.ScalarAsync<string>(pair.Leader, "select current_setting('synchronous_standby_names')")
        );
        await pair.InsertAsync(pair.Leader, await pair.NewKeyAsync());
    }

    [Fact]
    public async Task Who_is_named_must_be_a_follower()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        await PairSteps.FailsAsync("NodeNotFound", () => RunAsync(pair, new FailoverOptions { Candidate = "node7" }));
        await PairSteps.FailsAsync("NotAFollower", () => RunAsync(pair, new FailoverOptions { Candidate = "node1" }));
        Assert.Equal("node1", pair.Definition.Leader);
    }

    [Fact]
    public async Task A_failover_can_be_stopped_before_anything_is_promoted()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var failover = FailoverCoordinator.RunAsync(
            pair,
            new FailoverOptions { DetectionTimeout = TimeSpan.FromMinutes(5) },
            progress: null,
            stop.Token
        );
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => failover);
        await PairLifecycle.StartAsync(pair, Token);
        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
    }

    private static Task<FailoverResult> RunAsync(Pair pair, FailoverOptions options) =>
        FailoverCoordinator.RunAsync(pair, options, progress: null, Token);
}

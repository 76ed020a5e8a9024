using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Drills;
using ReplicaShell.Failover;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Replication;
using ReplicaShell.Routing;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Engines.Docker;

/// <summary>
/// A container that somebody else ends, with Docker's own program: each thing that is asked then has an answer that says
/// what to do next, and what it says helps.
/// </summary>
public sealed class KilledContainerTests(PairLease lease) : IClassFixture<PairLease>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("kill")]
    [InlineData("rm --force")]
    public async Task A_leader_that_somebody_else_has_ended_is_crashed_whatever_is_asked_and_comes_back(string how)
    {
        await using var pair = await GetEndedAsync(how, "node1");
        await IsCrashedAsync(pair, "node1");
        Assert.Equal("node2", (await AskAsync(pair, node: null, QueryTarget.Any)).Node);
        Assert.Equal(LagState.Disconnected, await LagAsync(pair));
        await IsUnreachableAsync(pair, () => SlotList.ReadAsync(pair, node: null, Token));
        await IsUnreachableAsync(pair, () => Modes.SetAsync(pair, ReplicationMode.Sync, CommitLevel.On, Token));
        await IsUnreachableAsync(pair, () => NodeLifecycle.AddFollowerAsync(pair, progress: null, Token));
        await IsUnreachableAsync(
            pair,
            () => DataLossDrill.RunAsync(pair, new DataLossOptions(), progress: null, Token)
        );
        await NodeLifecycle.StartAsync(pair, "node1", Token);
        await IsBackAsync(pair);
    }

    [Theory]
    [InlineData("kill")]
    [InlineData("rm --force")]
    public async Task A_follower_that_somebody_else_has_ended_is_crashed_whatever_is_asked_and_comes_back(string how)
    {
        await using var pair = await GetEndedAsync(how, "node2");
        await IsCrashedAsync(pair, "node2");
        Assert.Equal("node1", (await AskAsync(pair, node: null, QueryTarget.Any)).Node);
        Assert.Equal(LagState.Stopped, await LagAsync(pair));
        Assert.False(Assert.Single(await SlotList.ReadAsync(pair, node: null, Token)).Active);
        await Modes.SetAsync(pair, ReplicationMode.Sync, CommitLevel.On, Token);
        await Modes.SetAsync(pair, ReplicationMode.Async, CommitLevel.On, Token);
        await PairSteps.FailsAsync("FollowerNotStreaming", () => DrillAsync(pair));
        await PairSteps.FailsAsync("LeaderHealthy", () => FailOverAsync(pair));
        await PairLifecycle.StartAsync(pair, Token);
        await IsBackAsync(pair);
    }

    [Fact]
    public async Task Without_a_follower_that_runs_no_leader_is_failed_over_and_nothing_is_fenced()
    {
        await using var pair = await GetEndedAsync("kill", "node1", "node2");
        await PairSteps.FailsAsync("NoEligibleCandidate", () => FailOverAsync(pair));
        await PairLifecycle.StartAsync(pair, Token);
        await IsBackAsync(pair);
    }

    [Theory]
    [InlineData("Fencing")]
    [InlineData("Promoting")]
    [InlineData("Writing to the new leader")]
    public async Task A_follower_that_is_killed_while_it_is_promoted_leads_when_it_was_brought_back(string step)
    {
        await using var pair = await GetEndedAsync("kill", "node1");
        var error = await PairSteps.FailsAsync("CandidateLost", () => FailOverAsync(pair, KillAt(pair, step, "node2")));
        Assert.Contains($"Start-ReplicaNode {pair.Name} node2", error.Message, StringComparison.Ordinal);
        await NodeLifecycle.StartAsync(pair, "node2", Token);
        if (error.Message.Contains("try the failover again", StringComparison.Ordinal))
        {
            await FailOverAsync(pair);
        }

        await using var found = await new PairCatalogue().OpenAsync(pair.Name, Token);
        Assert.Equal("node2", found.Leader.Name);
        await found.InsertAsync(found.Leader, await found.NewKeyAsync());
    }

    [Fact]
    public async Task A_follower_that_a_broken_failover_has_promoted_is_taken_for_the_leader_by_the_next()
    {
        await using var pair = await GetEndedAsync("kill", "node1");
        // Killed before its promotion, when the old leader is fenced already; then promoted by another hand.
        await PairSteps.FailsAsync("CandidateLost", () => FailOverAsync(pair, KillAt(pair, "Fencing", "node2")));
        await NodeLifecycle.StartAsync(pair, "node2", Token);
        await pair.ExecuteAsync(pair.Node("node2"), "select pg_promote()");
        Assert.Equal("node2", (await FailOverAsync(pair)).NewLeader);
        await pair.InsertAsync(pair.Leader, await pair.NewKeyAsync());
    }

    [Fact]
    public async Task A_drill_whose_follower_is_killed_ends_at_once_and_leaves_the_leader_in_place()
    {
        await using var pair = await GetEndedAsync("kill");
        await PairSteps
            .FailsAsync("FollowerNotStreaming", () => DrillAsync(pair, KillAt(pair, "Writing to node1", "node2")))
            .WaitAsync(TimeSpan.FromSeconds(15), Token);
        await PairLifecycle.StartAsync(pair, Token);
        await IsBackAsync(pair);
    }

    private static async Task IsCrashedAsync(Pair pair, string node)
    {
        Assert.Equal(NodeState.Crashed, await pair.StateAsync(node));
        await IsUnreachableAsync(pair, () => AskAsync(pair, node), node);
        await IsUnreachableAsync(pair, () => SlotList.ReadAsync(pair, node, Token), node);
        foreach (
            var act in new Func<Task>[]
            {
                () => NodeLifecycle.SuspendAsync(pair, node, Token),
                () => NodeLifecycle.ResumeAsync(pair, node, Token),
                () => CrashFault.InjectAsync(pair, pair.Node(node), CrashMethod.Kill, Token),
            }
        )
        {
            var error = await PairSteps.FailsAsync("NodeNotRunning", act);
            Assert.Contains($"Start-ReplicaNode {pair.Name} {node}", error.Message, StringComparison.Ordinal);
        }

        await NodeLifecycle.StopAsync(pair, node, Token);
        Assert.Equal(NodeState.Crashed, await pair.StateAsync(node));
    }

    private static async Task IsUnreachableAsync(Pair pair, Func<Task> work, string node = "node1")
    {
        var error = await PairSteps.FailsAsync("NodeUnreachable", work);
        Assert.Contains($"Start-ReplicaNode {pair.Name} {node}", error.Message, StringComparison.Ordinal);
    }

    private static async Task IsBackAsync(Pair pair)
    {
        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
        await pair.ReplicatesAsync();
    }

    private static Task<QueryResult> AskAsync(Pair pair, string? node, QueryTarget target = QueryTarget.Leader) =>
        QueryRunner.RunAsync(pair, "select 1", new Dictionary<string, object?>(), target, node, Token);

    private static async Task<LagState> LagAsync(Pair pair)
    {
        await using var sampler = new LagSampler(new PairSampleSource(pair));
        await foreach (var sample in sampler.SampleAsync(new LagOptions { Count = 1 }, Token))
        {
            return sample.State;
        }

        throw new InvalidOperationException("No sample came.");
    }

    private static Task<FailoverResult> FailOverAsync(Pair pair, IProgress<ProgressReport>? progress = null) =>
        FailoverCoordinator.RunAsync(pair, new FailoverOptions(), progress, Token);

    private static Task<DataLossResult> DrillAsync(Pair pair, IProgress<ProgressReport>? progress = null) =>
        DataLossDrill.RunAsync(pair, new DataLossOptions { Before = 3, Count = 5 }, progress, Token);

    private static InlineReports KillAt(Pair pair, string step, string node) =>
        new(report =>
        {
            if (report.Step.StartsWith(step, StringComparison.Ordinal))
            {
                End("kill", pair, node);
            }
        });

    /// <summary>The pair as another shell finds it after somebody has ended some of its containers.</summary>
    private async Task<Pair> GetEndedAsync(string how, params string[] nodes)
    {
        await using var pair = await lease.GetAsync(
            new PairOptions { Engine = EngineKind.Docker, Image = await TestDocker.RequireAsync() }
        );
        foreach (var node in nodes)
        {
            End(how, pair, node);
        }

        return await new PairCatalogue().OpenAsync(pair.Name, Token);
    }

    private static void End(string how, Pair pair, string node) =>
        DockerLeftovers.Run(
            $"{how} {DockerLeftovers.Run($"ps --all --filter name=-{pair.Name}-{node} --format {{{{.Names}}}}")[0]}"
        );
}

using ReplicaShell.Checkers;
using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Drills;
using ReplicaShell.Failover;
using ReplicaShell.Failover.Rejoin;
using ReplicaShell.History;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;
using ReplicaShell.Workloads;

namespace ReplicaShell.Core.Tests.Campaign;

/// <summary>One round: a mode is set, clients write, something breaks, all is mended, and what the clients were told is checked.</summary>
/// <param name="pair">The pair, on which every node streams.</param>
/// <param name="plan">What to do.</param>
internal sealed class CampaignRound(Pair pair, CampaignPlan plan)
{
    // Long enough for a failover and for writes to the new leader after it.
    private static readonly TimeSpan Load = TimeSpan.FromSeconds(3);

    // Below it a write that waits for a follower has an unknown outcome, which is right, but tells little.
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Runs it.</summary>
    public async Task RunAsync()
    {
        await CampaignServers.EmptyAsync(pair, Token);
        int? quorum = plan.Mode == ReplicationMode.Quorum ? CampaignPlan.Quorum : null;
        await Modes.SetAsync(pair, plan.Mode, quorum, CommitLevel.On, Token);
        var running = new TaskCompletionSource();
        var load = WriteAsync(new Progress<WorkloadProgress>(_ => running.TrySetResult()));
        // A leader that fails before the clients are connected is another story: their run does not begin.
        await await Task.WhenAny(load, running.Task);
        await Task.Delay(plan.Before, Token);
        var failover = await CampaignInjection.RunAsync(pair, plan, Token);
        if (failover is not null)
        {
            await AssertOneWriterAsync();
        }

        var history = (await load).History;
        var repaired = await RepairAsync(history);
        await AssertEveryNodeStreamsAsync();
        await AssertOneWriterAsync();
        await JudgeAsync(history, failover, repaired);
    }

    private Task<WorkloadResult> WriteAsync(IProgress<WorkloadProgress> progress)
    {
        var options = new WorkloadOptions
        {
            Duration = Load,
            Clients = plan.Clients,
            Rate = 200,
            WriteTimeout = WriteTimeout,
        };
        return Workload.RunAsync(new PairLeaderConnections(pair), options, progress, Token);
    }

    private async Task<IReadOnlyList<RepairResult>> RepairAsync(OperationHistory history)
    {
        await pair.RefreshAsync(Token);
        var results = new List<RepairResult>();
        foreach (var node in pair.Definition.Nodes.Where(node => node.Detached).ToList())
        {
            var options = new RepairOptions { History = history };
            results.Add(await NodeRepair.RunAsync(pair, node.Name, options, progress: null, Token));
        }

        await pair.RefreshAsync(Token);
        return results;
    }

    private async Task AssertEveryNodeStreamsAsync()
    {
        Assert.Equal(CampaignPlan.Followers, pair.Followers.Count());
        await CatchUp.AwaitAsync(pair, Token);
        Assert.True(
            await PairSteps.BecomesTrueAsync(async () => (await pair.ReadAsync()).State == PairState.Ready),
            $"The pair does not become ready: {string.Join(" ", (await pair.ReadAsync()).Reasons)}"
        );
    }

    private async Task AssertOneWriterAsync()
    {
        await pair.RefreshAsync(Token);
        var writers = new List<string>();
        foreach (var node in pair.Definition.Nodes)
        {
            if (await CampaignServers.TakesWritesAsync(pair, node, Token))
            {
                writers.Add(node.Name);
            }
        }

        Assert.Equal([pair.Leader.Name], writers);
    }

    private async Task JudgeAsync(
        OperationHistory history,
        FailoverResult? failover,
        IReadOnlyList<RepairResult> repaired
    )
    {
        var present = await CampaignServers.KeysAsync(pair, pair.Leader, Token);
        var verdict = LostWritesChecker.Check(history, present, pair.Leader.Name);
        foreach (var follower in pair.Followers)
        {
            Assert.Equal(present, await CampaignServers.KeysAsync(pair, follower, Token));
        }

        Assert.Empty(verdict.UnexpectedKeys);
        if (plan.Mode != ReplicationMode.Async || failover is null)
        {
            Assert.True(verdict.Lost == 0, verdict.Explanation);
            return;
        }

        // What the clients were told and the new leader does not have is what the old leader alone had of it.
        var old = Assert.Single(repaired, result => result.Node == failover.OldLeader);
        Assert.Empty(old.NotCompared);
        Assert.Equal(verdict.LostKeys, old.AcknowledgedKeys);
    }
}

using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Drills.SplitBrain;
using ReplicaShell.Failover.Rejoin;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Contract;

/// <summary>Two leaders, and how not to have them.</summary>
public abstract partial class PairContract
{
    [Theory]
    [InlineData(null)]
    [InlineData(FenceMethod.ReadOnly)]
    public async Task Without_a_fence_that_holds_two_leaders_write_what_cannot_be_merged(FenceMethod? fence)
    {
        await using var pair = await GetAsync();

        var result = await SplitAsync(pair, fence);

        Assert.Equal((PairState.SplitBrain, PairState.SplitBrain), (result.State, result.HealedState));
        Assert.InRange(result.AcceptedAfterPromotion, 4, 8);
        Assert.Equal((4, 4, 4), (result.OnlyOld.Count, result.OnlyNew.Count, result.Different.Count));
        Assert.All(result.Different, row => Assert.Contains("0.25", row.Here!, StringComparison.Ordinal));
        Assert.All(result.Different, row => Assert.Contains("0.05", row.There!, StringComparison.Ordinal));
        var verdict = result.Verdict;
        Assert.Equal((16, 16, 8), (verdict.Attempted, verdict.Acknowledged, verdict.Lost));
        Assert.Equal(
            result.History.Where(write => write.Node == "node1").Select(write => write.Key).Order(),
            verdict.LostKeys
        );
        Assert.Equal((1, 2), (result.OldTimeline, result.NewTimeline));
        Assert.True(result.DivergedAt < result.OldEnd && result.DivergedAt < result.NewEnd);
        await EndsFencedAsync(pair);

        var repair = await RepairAsync(pair, "node1", new RepairOptions { History = result.History });
        Assert.Equal(4, repair.AcknowledgedKeys!.Count);
        Assert.Equal(8, repair.Discarded.Count(row => row.Table == "royal_decrees"));
        await IsFollowerAsync(pair, "node1");
    }

    [Theory]
    [InlineData(FenceMethod.Stop)]
    [InlineData(FenceMethod.Revoke)]
    public async Task With_a_fence_the_old_leader_takes_no_write_after_the_promotion(FenceMethod fence)
    {
        await using var pair = await GetAsync();

        var result = await SplitAsync(pair, fence);

        Assert.Equal(0, result.AcceptedAfterPromotion);
        Assert.NotEqual(PairState.SplitBrain, result.State);
        Assert.NotEqual(PairState.SplitBrain, result.HealedState);
        Assert.Contains("acknowledged no write", result.Explanation, StringComparison.Ordinal);
        Assert.Equal(16, result.Verdict.Attempted);
        Assert.Equal(
            8,
            result.History.Count(write => write is { Node: "node2", Outcome: ReplicaShell.History.Outcome.Ok })
        );
        // What it acknowledged before the fence is on its disk, and lost all the same.
        Assert.Equal(
            result.Verdict.Lost,
            result.History.Count(write => write is { Node: "node1", Outcome: ReplicaShell.History.Outcome.Ok })
        );
        await EndsFencedAsync(pair);
    }

    private static Task<SplitBrainResult> SplitAsync(Pair pair, FenceMethod? fence) =>
        SplitBrainDrill.RunAsync(pair, new SplitBrainOptions { Count = 4, Fence = fence }, progress: null, Token);

    private static async Task EndsFencedAsync(Pair pair)
    {
        var seen = await pair.ReadAsync();
        Assert.Equal((PairState.Degraded, "node2"), (seen.State, seen.Leader));
        Assert.Equal((NodeRole.None, NodeState.Fenced), (seen.Nodes[0].Role, seen.Nodes[0].State));
    }
}

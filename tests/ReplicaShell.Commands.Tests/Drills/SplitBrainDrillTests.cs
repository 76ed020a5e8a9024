using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Drills.SplitBrain;
using ReplicaShell.Failover.Rejoin;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Drills;

/// <summary>Two leaders as a user makes them, sees them, and mends the pair afterwards.</summary>
public sealed class SplitBrainDrillTests(EngineFixture engine) : ServerTests(engine), IClassFixture<EngineFixture>
{
    [Fact]
    public void Two_capitals_decree_the_old_one_ends_fenced_and_a_fence_keeps_it_from_writing_the_next_time()
    {
        Engine.Run("$null = New-ReplicaPair realm");

        SplitBrainResult split = Engine.Get<SplitBrainResult>(
            "($global:split = Invoke-SplitBrainDrill realm -Count 3)"
        );

        Assert.Equal(PairState.SplitBrain, split.State);
        Assert.InRange(split.AcceptedAfterPromotion, 1, 6);
        Assert.Equal((3, 3, 3), (split.OnlyOld.Count, split.OnlyNew.Count, split.Different.Count));
        Assert.Equal((12, 12, 6), (split.Verdict.Attempted, split.Verdict.Acknowledged, split.Verdict.Lost));
        Assert.Equal(6, split.Verdict.LostKeys.Count);
        ReplicaNode old = Engine.Get<ReplicaNode>("Get-ReplicaNode realm node1");
        Assert.Equal((NodeRole.None, NodeState.Fenced), (old.Role, old.State));
        Assert.Equal(
            ["0.05", "0.05", "0.05", "0.05", "0.05", "0.05"],
            Engine.Run("(Invoke-ReplicaQuery realm 'select tax_rate::text from royal_decrees').tax_rate")
        );
        Assert.Contains("Two leaders", Engine.Show(100, "$args", split), StringComparison.Ordinal);

        RepairResult repair = Engine.Get<RepairResult>("Repair-ReplicaNode realm node1 -Drill $split");
        Assert.Equal((NodeRole.Follower, NodeState.Running), (repair.Role, repair.State));
        Assert.Equal(3, repair.AcknowledgedKeys!.Count);
        SplitBrainResult fenced = Engine.Get<SplitBrainResult>("Invoke-SplitBrainDrill realm -Fence Revoke -Count 3");
        Assert.Equal((0, "node2", "node1"), (fenced.AcceptedAfterPromotion, fenced.OldLeader, fenced.NewLeader));
        Assert.NotEqual(PairState.SplitBrain, fenced.State);
        Remove("realm");
    }

    [Fact]
    public void Without_a_follower_or_with_a_count_of_nothing_it_is_refused()
    {
        Engine.Run("$null = New-ReplicaPair solo -FollowerCount 0");
        AssertFails(
            "Invoke-SplitBrainDrill solo",
            "FollowerNotStreaming",
            ErrorCategory.InvalidOperation,
            "Add-ReplicaFollower solo"
        );
        AssertFails(
            "Invoke-SplitBrainDrill solo -Count 0",
            "InvalidDrill",
            ErrorCategory.InvalidArgument,
            "1 to 10000"
        );
        Remove("solo");
    }
}

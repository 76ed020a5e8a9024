using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Drills;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Drills;

/// <summary>The measure of truth: exactly what was acknowledged and is gone, by key, and nothing else.</summary>
public sealed class DataLossDrillTests(EngineFixture engine) : ServerTests(engine), IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData("")]
    [InlineData("-Silent")]
    public void In_Async_exactly_the_acknowledged_rows_are_lost_by_key(string how)
    {
        Engine.Run("$null = New-ReplicaPair loss -FollowerCount 2");
        const string Keys = "(Invoke-ReplicaQuery loss 'select productId from inventory order by 1').productid";
        int[] before = [.. Engine.Run(Keys).Select(int.Parse)];

        DataLossResult result = Engine.Get<DataLossResult>(
            $"Get-ReplicaPair loss | Invoke-DataLossDrill -Count 12 -Before 5 -After 4 -Client 3 {how}"
        );

        Assert.Equal((21, 21, 0, 0), Outcomes(result));
        Assert.Equal(12, result.Verdict.Lost);
        Assert.Equal(12, result.Verdict.LostKeys.Distinct().Count());
        int[] after = [.. Engine.Run(Keys).Select(int.Parse)];
        Assert.Empty(after.Intersect(result.Verdict.LostKeys));
        Assert.Equal(5 + 4, after.Except(before).Count());
        Assert.Empty(before.Except(after));
        Assert.All(
            result.Verdict.LostKeys,
            key => Assert.Contains(result.History, write => write.Key == key && write.Node == "node1")
        );
        Assert.Equal(("node1", "node2"), (result.OldLeader, result.NewLeader));
        Assert.InRange(result.Failover.Total, TimeSpan.Zero, TimeSpan.FromSeconds(4));
        Assert.Equal((NodeRole.None, NodeState.Fenced), Former("loss"));
        Remove("loss");
    }

    [Fact]
    public void In_Sync_none_is_lost_for_none_was_acknowledged()
    {
        Engine.Run("$null = New-ReplicaPair keep -Mode Sync");

        EngineResult run = Engine.Invoke("Invoke-DataLossDrill keep -Count 6 -WriteTimeout 0.5");

        DataLossResult result = (DataLossResult)Assert.Single(run.Output).BaseObject;
        Assert.Equal((6, 0, 6, 0), Outcomes(result));
        Assert.Equal(0, result.Verdict.Lost);
        Assert.Empty(result.Verdict.LostKeys);
        Assert.Equal(ReplicationMode.Sync, result.Mode);
        Assert.Equal((NodeRole.None, NodeState.Fenced), Former("keep"));
        Remove("keep");
    }

    [Fact]
    public async Task Stopped_at_any_moment_the_drill_leaves_a_pair_that_can_be_removed()
    {
        foreach (int milliseconds in new[] { 20, 200, 600 })
        {
            Engine.Run("$null = New-ReplicaPair halt2");
            using PowerShell shell = Engine.Create("Invoke-DataLossDrill halt2 -Count 2000 -Before 50");
            shell.BeginInvoke().AsyncWaitHandle.WaitOne(milliseconds);

            await Task.Run(shell.Stop, TestContext.Current.CancellationToken);

            Assert.Equal("halt2", Engine.Get<ReplicaPair>("Get-ReplicaPair halt2").Name);
            Remove("halt2");
        }
    }

    [Fact]
    public void Without_a_follower_that_streams_it_is_refused()
    {
        Engine.Run("$null = New-ReplicaPair single -FollowerCount 0");

        AssertFails(
            "Invoke-DataLossDrill single",
            "FollowerNotStreaming",
            ErrorCategory.InvalidOperation,
            "Add-ReplicaFollower single"
        );
        AssertFails(
            "Invoke-DataLossDrill single -Count -1",
            "InvalidDrill",
            ErrorCategory.InvalidArgument,
            "1 to 1000000"
        );
        Remove("single");
    }

    private static (int Attempted, int Acknowledged, int Unknown, int Failed) Outcomes(DataLossResult result) =>
        (result.Verdict.Attempted, result.Verdict.Acknowledged, result.Verdict.Unknown, result.Verdict.Failed);

    private (NodeRole, NodeState) Former(string pair)
    {
        ReplicaNode node = Engine.Get<ReplicaNode>("Get-ReplicaNode $args[0] node1", pair);
        return (node.Role, node.State);
    }
}

using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Failover;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Failover;

public sealed class FailoverTests(EngineFixture engine) : ServerTests(engine), IClassFixture<EngineFixture>
{
    [Fact]
    public void A_crashed_leader_is_replaced_and_each_phase_is_timed()
    {
        Engine.Run("$null = New-ReplicaPair fall -FollowerCount 2");
        AssertFails(
            "Invoke-ReplicaFailover fall",
            "LeaderHealthy",
            ErrorCategory.InvalidOperation,
            "Invoke-LeaderCrash"
        );
        AssertFails(
            "Invoke-ReplicaFailover fall -NoFence",
            "NoFenceNeedsForce",
            ErrorCategory.InvalidArgument,
            "Add -Force"
        );
        Engine.Run("$null = Invoke-LeaderCrash fall");
        AssertFails(
            "Invoke-ReplicaFailover fall -Candidate node1",
            "NotAFollower",
            ErrorCategory.InvalidOperation,
            "node2, node3"
        );

        FailoverResult result = Engine.Get<FailoverResult>(
            "Get-ReplicaPair fall | Invoke-ReplicaFailover -Candidate node3"
        );

        Assert.Equal(("fall", "node1", "node3"), (result.Pair, result.OldLeader, result.NewLeader));
        Assert.Equal((1, 2), (result.OldTimeline, result.NewTimeline));
        Assert.Equal(["node2", "node3"], result.Candidates.Select(candidate => candidate.Node).Order());
        Assert.All(result.Candidates, candidate => Assert.True(candidate.Eligible));
        Assert.All(result.Candidates, candidate => Assert.NotEmpty(candidate.Reason));
        TimeSpan[] phases = [result.Detect, result.Elect, result.Fence, result.Promote, result.FirstWrite];
        Assert.All(phases, phase => Assert.InRange(phase, TimeSpan.Zero, result.Total));
        Assert.InRange(phases.Sum(phase => phase.TotalMilliseconds), 1, result.Total.TotalMilliseconds + 1);

        ReplicaPair pair = Engine.Get<ReplicaPair>("Get-ReplicaPair fall");
        Assert.Equal(("node3", 2), (pair.Leader, pair.Timeline));
        Assert.Equal([NodeRole.None, NodeRole.Follower, NodeRole.Leader], pair.Nodes.Select(node => node.Role));
        Assert.Equal(NodeState.Fenced, pair.Nodes[0].State);
        AssertFails(
            "Start-ReplicaNode fall node1",
            "NodeFenced",
            ErrorCategory.InvalidOperation,
            "Add-ReplicaFollower fall"
        );
        Assert.Equal(["node2"], Engine.Run("(Get-ReplicationSlot fall).Name"));
        Assert.Equal("node4", Engine.Get<ReplicaNode>("Add-ReplicaFollower fall").Node);
        Remove("fall");
    }

    [Fact]
    public void In_Sync_mode_the_last_follower_leads_in_Async_and_a_warning_says_so()
    {
        Engine.Run("$null = New-ReplicaPair last -Mode Sync; $null = Invoke-LeaderCrash last -Method Remove");

        EngineResult result = Engine.Invoke("Invoke-ReplicaFailover last -DetectionTimeout 200ms");

        FailoverResult failover = (FailoverResult)Assert.Single(result.Output).BaseObject;
        Assert.Equal(ReplicationMode.Async, failover.Mode);
        Assert.Equal(failover.Warning, Assert.Single(result.Streams.Warning).Message);
        Assert.Contains("Async", failover.Warning, StringComparison.Ordinal);
        Assert.InRange(failover.Detect.TotalMilliseconds, 200, 20_000);
        AssertFails(
            "Start-ReplicaNode last node1",
            "NodeFenced",
            ErrorCategory.InvalidOperation,
            "Add-ReplicaFollower"
        );
        Remove("last");
    }

    [Fact]
    public void Without_a_follower_that_answers_nobody_is_promoted()
    {
        Engine.Run(
            "$null = New-ReplicaPair lone; $null = Stop-ReplicaNode lone node2; $null = Invoke-LeaderCrash lone"
        );

        AssertFails(
            "Invoke-ReplicaFailover lone",
            "NoEligibleCandidate",
            ErrorCategory.InvalidOperation,
            "Start-ReplicaNode"
        );

        Assert.Equal(PairState.Ready, Engine.Get<ReplicaPair>("Start-ReplicaPair lone").State);
        Remove("lone");
    }

    [Fact]
    public async Task Stopped_at_any_moment_a_failover_can_be_repeated_or_has_happened()
    {
        foreach (int milliseconds in new[] { 5, 100, 300 })
        {
            Engine.Run("$null = New-ReplicaPair halt; $null = Invoke-LeaderCrash halt");
            using PowerShell shell = Engine.Create("Invoke-ReplicaFailover halt");
            shell.BeginInvoke().AsyncWaitHandle.WaitOne(milliseconds);

            await Task.Run(shell.Stop, TestContext.Current.CancellationToken);

            string? leader = Engine.Get<ReplicaPair>("Get-ReplicaPair halt").Leader;
            if (leader != "node2")
            {
                Assert.Equal("node2", Engine.Get<FailoverResult>("Invoke-ReplicaFailover halt").NewLeader);
            }

            Engine.Run(
                "$null = Invoke-ReplicaQuery halt 'insert into inventory (productId, productName) values (99, 1)'"
            );
            Remove("halt");
        }
    }
}

using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Failover.Switchover;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Failover;

public sealed class SwitchTests(EngineFixture engine) : ServerTests(engine), IClassFixture<EngineFixture>
{
    [Fact]
    public void The_leader_is_changed_as_planned_to_whom_the_priority_says()
    {
        Engine.Run("$null = New-ReplicaPair turn -FollowerCount 2 -Mode SemiSync");
        Assert.Equal(200, Engine.Get<ReplicaNode>("Set-ReplicaNode turn node3 -Priority 200").Priority);
        AssertFails(
            "Set-ReplicaNode turn node3 -Priority 1001",
            "InvalidPriority",
            ErrorCategory.InvalidArgument,
            "1 to 1000"
        );
        AssertFails(
            "Switch-ReplicaLeader turn -Candidate node1",
            "NotAFollower",
            ErrorCategory.InvalidOperation,
            "node2, node3"
        );
        Assert.Empty(Engine.Run("Switch-ReplicaLeader turn -WhatIf"));

        SwitchResult result = Engine.Get<SwitchResult>("Get-ReplicaPair turn | Switch-ReplicaLeader");
        Assert.Equal(("turn", "node1", "node3"), (result.Pair, result.OldLeader, result.NewLeader));
        Assert.Equal((ReplicationMode.SemiSync, 2), (result.Mode, result.Streaming.Count));
        Assert.NotNull(result.Downtime);
        ReplicaPair pair = Engine.Get<ReplicaPair>("Get-ReplicaPair turn");
        Assert.Equal((PairState.Ready, "node3", ReplicationMode.SemiSync), (pair.State, pair.Leader, pair.Mode));

        AssertFails(
            "$null = Invoke-LeaderCrash turn; Switch-ReplicaLeader turn",
            "LeaderUnhealthy",
            ErrorCategory.InvalidOperation,
            "Invoke-ReplicaFailover turn"
        );
        Remove("turn");
    }
}

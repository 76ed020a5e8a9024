using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Drills;
using ReplicaShell.Failover.Rejoin;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Failover;

/// <summary>Nodes that come back, as a user brings them back.</summary>
public sealed class RepairTests(EngineFixture engine) : ServerTests(engine), IClassFixture<EngineFixture>
{
    [Fact]
    public void The_old_leader_of_a_drill_follows_again_and_every_acknowledged_write_it_gives_up_is_named()
    {
        Engine.Run("$null = New-ReplicaPair back");
        DataLossResult drill = Engine.Get<DataLossResult>(
            "($global:drill = Invoke-DataLossDrill back -Count 7 -After 3)"
        );
        Assert.Empty(Engine.Invoke("Repair-ReplicaNode back node1 -WhatIf").Output);

        RepairResult result = Engine.Get<RepairResult>("Repair-ReplicaNode back node1 -Drill $drill");

        Assert.Equal(("back", "node1", "node2"), (result.Pair, result.Node, result.Leader));
        Assert.Equal((NodeRole.Follower, NodeState.Running), (result.Role, result.State));
        Assert.Equal(drill.Verdict.LostKeys, result.AcknowledgedKeys);
        Assert.Equal(
            drill.Verdict.LostKeys,
            result.Discarded.Where(row => row.Here is not null && row.There is null).Select(row => int.Parse(row.Key))
        );
        Assert.True(result.DiscardedBytes > 0);
        Assert.NotEmpty(result.Reason);
        Assert.InRange(result.BytesCopied, 1, long.MaxValue);
        ReplicaPair pair = Engine.Get<ReplicaPair>("Get-ReplicaPair back");
        Assert.Equal((PairState.Ready, "node2"), (pair.State, pair.Leader));
        Assert.Equal(
            ["node1", "True"],
            Engine.Run("(Get-ReplicationSlot back | ForEach-Object { $_.Name; $_.Active })")
        );
        Assert.Contains("Method", Engine.Show(100, "$args", result), StringComparison.Ordinal);

        Engine.Run("$null = Invoke-ReplicaQuery back 'insert into inventory (productId, productName) values (900, 1)'");
        Assert.Equal(
            RepairMethod.None,
            Engine.Get<RepairResult>("Get-ReplicaNode back node1 | Repair-ReplicaNode").Method
        );
        Assert.Equal(RepairMethod.Clone, Engine.Get<RepairResult>("Repair-ReplicaNode back node1 -Clone").Method);
        Remove("back");
    }

    [Fact]
    public void Who_leads_or_is_cut_off_is_not_repaired_and_a_leader_that_is_gone_gives_nothing()
    {
        Engine.Run("$null = New-ReplicaPair hurt");
        AssertFails(
            "Repair-ReplicaNode hurt node1",
            "NodeLeads",
            ErrorCategory.InvalidOperation,
            "Invoke-ReplicaFailover hurt"
        );
        AssertFails("Repair-ReplicaNode hurt node9", "NodeNotFound", ErrorCategory.ObjectNotFound, "node1, node2");
        Engine.Run("$null = Disconnect-ReplicaNode hurt node2");
        AssertFails(
            "Repair-ReplicaNode hurt node2",
            "NodeCutOff",
            ErrorCategory.InvalidOperation,
            "Connect-ReplicaNode hurt node2"
        );
        Engine.Run("$null = Connect-ReplicaNode hurt node2; $null = Invoke-LeaderCrash hurt");
        AssertFails(
            "Repair-ReplicaNode hurt node2",
            "NodeUnreachable",
            ErrorCategory.ResourceUnavailable,
            "Start-ReplicaNode hurt node1"
        );
        Remove("hurt");
    }
}

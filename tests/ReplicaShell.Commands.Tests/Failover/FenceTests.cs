using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Failover.Fences;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Failover;

/// <summary>Fences as a user puts them up.</summary>
public sealed class FenceTests(EngineFixture engine) : ServerTests(engine), IClassFixture<EngineFixture>
{
    [Fact]
    public void A_fence_is_tried_and_taken_away_and_read_only_is_none()
    {
        Engine.Run("$null = New-ReplicaPair wall");

        EngineResult readOnly = Engine.Invoke("Block-ReplicaNode wall node1 -Method ReadOnly");

        FenceResult open = (FenceResult)Assert.Single(readOnly.Output).BaseObject;
        Assert.False(open.Holds);
        Assert.Contains("READ WRITE", Assert.Single(readOnly.Streams.Warning).Message, StringComparison.Ordinal);
        Assert.Equal(NodeState.Running, Engine.Get<ReplicaNode>("Unblock-ReplicaNode wall node1").State);

        FenceResult revoked = Engine.Get<FenceResult>("Block-ReplicaNode wall node1 Revoke");
        Assert.Equal((true, true, NodeState.Fenced), (revoked.Holds, revoked.SurvivesRestart, revoked.State));
        AssertFails(
            "Start-ReplicaNode wall node1",
            "NodeFenced",
            ErrorCategory.InvalidOperation,
            "Unblock-ReplicaNode"
        );
        Engine.Run("$null = Get-ReplicaNode wall node1 | Unblock-ReplicaNode");
        Engine.Run("$null = Invoke-ReplicaQuery wall 'insert into inventory (productId, productName) values (77, 1)'");

        Assert.True(Engine.Get<FenceResult>("Block-ReplicaNode wall node1 -NoRestart").Holds);
        Engine.Run("$null = Invoke-ReplicaFailover wall");
        AssertFails(
            "Unblock-ReplicaNode wall node1",
            "WouldSplitBrain",
            ErrorCategory.InvalidOperation,
            "Repair-ReplicaNode wall node1"
        );
        Engine.Run("$null = Unblock-ReplicaNode wall node1 -Force");
        Assert.Equal(PairState.SplitBrain, Engine.Get<ReplicaPair>("Get-ReplicaPair wall").State);
        AssertFails(
            "Block-ReplicaNode wall node1 -Method Network",
            "UnsupportedFault",
            ErrorCategory.NotImplemented,
            "-Engine Docker"
        );
        Engine.Run("$null = Repair-ReplicaNode wall node1");
        Assert.Equal(PairState.Ready, Engine.Get<ReplicaPair>("Get-ReplicaPair wall").State);
        Remove("wall");
    }
}

using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;

namespace ReplicaShell.Commands.Tests.Pairs;

/// <summary>Whatever is asked of a pair or node that is not there says so, and how to find those that are.</summary>
public sealed class AbsentPairTests(LabFixture lab) : LabTests(lab), IClassFixture<LabFixture>
{
    [Theory]
    [InlineData("Get-ReplicaPair nowhere")]
    [InlineData("Start-ReplicaPair nowhere")]
    [InlineData("Stop-ReplicaPair nowhere")]
    [InlineData("Remove-ReplicaPair nowhere")]
    [InlineData("Remove-ReplicaPair nowhere -Force")]
    [InlineData("Get-ReplicaNode nowhere")]
    [InlineData("Start-ReplicaNode nowhere node1")]
    [InlineData("Add-ReplicaFollower nowhere")]
    [InlineData("Invoke-ReplicaQuery nowhere 'select 1'")]
    [InlineData("Get-ReplicationLag nowhere")]
    [InlineData("Get-ReplicationSlot nowhere")]
    [InlineData("Invoke-LeaderCrash nowhere")]
    [InlineData("Disconnect-ReplicaNode nowhere node1")]
    [InlineData("Suspend-WalReplay nowhere")]
    [InlineData("Set-ReplicationDelay nowhere -Delay 1")]
    [InlineData("Set-ReplicaLink nowhere node1")]
    [InlineData("Set-ReplicationMode nowhere Sync")]
    [InlineData("Invoke-ReplicaFailover nowhere")]
    [InlineData("Invoke-ReplicaWorkload nowhere")]
    [InlineData("Invoke-DataLossDrill nowhere")]
    public void There_is_no_such_pair(string script) =>
        AssertFails(script, "PairNotFound", ErrorCategory.ObjectNotFound, "Get-ReplicaPair lists");

    [Theory]
    [InlineData("Get-ReplicaNode $lab node9")]
    [InlineData("Get-ReplicaNode $lab ''")]
    [InlineData("Start-ReplicaNode $lab node9")]
    [InlineData("Stop-ReplicaNode $lab ''")]
    [InlineData("Suspend-ReplicaNode $lab node9")]
    [InlineData("Resume-ReplicaNode $lab node9")]
    [InlineData("Disconnect-ReplicaNode $lab node9")]
    [InlineData("Connect-ReplicaNode $lab node9")]
    [InlineData("Set-ReplicaLink $lab node9")]
    [InlineData("Suspend-WalReplay $lab node9")]
    [InlineData("Resume-WalReplay $lab node9")]
    [InlineData("Set-ReplicationDelay $lab node9 1")]
    [InlineData("Invoke-ReplicaQuery $lab 'select 1' -Node node9")]
    [InlineData("Get-ReplicationLag $lab node9")]
    [InlineData("Get-ReplicationSlot $lab node9")]
    [InlineData("Invoke-LeaderCrash $lab; Invoke-ReplicaFailover $lab -Candidate node9")]
    public void There_is_no_such_node(string script)
    {
        AssertFails(script, "NodeNotFound", ErrorCategory.ObjectNotFound, "It has node1, node2");
        Engine.Run("$null = Start-ReplicaPair $lab");
    }

    [Theory]
    [InlineData("Suspend-WalReplay $lab node1")]
    [InlineData("Set-ReplicationDelay $lab node1 1")]
    [InlineData("Get-ReplicationLag $lab node1")]
    public void A_leader_is_no_follower(string script) =>
        AssertFails(script, "NotAFollower", ErrorCategory.InvalidOperation, "node2");
}

using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Drills;
using ReplicaShell.Replication;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Faults;

public sealed class FollowerCrashTests(LabFixture lab) : LabTests(lab), IClassFixture<LabFixture>
{
    [Fact]
    public void A_crashed_follower_is_gone_when_the_cmdlet_returns_and_the_leader_goes_on()
    {
        ReplicaNode crashed = Engine.Get<ReplicaNode>("Invoke-FollowerCrash $lab");

        Assert.Equal(("node2", NodeState.Crashed), (crashed.Node, crashed.State));
        Engine.Run("Invoke-ReplicaQuery $lab 'update inventory set quantity = quantity + 1'");
        AssertFails("Invoke-FollowerCrash $lab", "NodeNotRunning", ErrorCategory.InvalidOperation, "Start-ReplicaNode");
        AssertFails("Invoke-FollowerCrash $lab node1", "NotAFollower", ErrorCategory.InvalidOperation, "node2");

        Assert.Equal(NodeState.Running, Engine.Get<ReplicaNode>("Start-ReplicaNode $lab node2").State);
    }

    [Fact]
    public void A_block_of_faults_brings_it_back()
    {
        Engine.Run("Use-ReplicaFault { $null = Invoke-FollowerCrash $lab node2 }");

        Assert.Equal(PairState.Ready, State().State);
    }

    [Fact]
    public void The_slot_keeps_what_it_misses_and_the_catch_up_is_measured_against_it()
    {
        EngineResult result = Engine.Invoke("Measure-FollowerCatchUp $lab -Outage 1500ms -WalRate 8MB -Interval 50ms");

        CatchUpResult caught = Assert.IsType<CatchUpResult>(Assert.Single(result.Output).BaseObject);
        Assert.Empty(result.Errors);
        Assert.Equal((Pair, "node2"), (caught.Pair, caught.Node));
        // At least what was written in a second and a half, however slow the machine is beyond that.
        Assert.InRange(caught.Bytes!.Value, 4 << 20, 256 << 20);
        Assert.InRange(caught.MostRetainedBytes!.Value, caught.Bytes.Value / 2, 512 << 20);
        Assert.True(caught.ToReceiving <= caught.ToCaughtUp);
        Assert.True(caught.BytesPerSecond > 0);
        Assert.NotNull(caught.CrashedAt);
        Assert.Contains(caught.Slots, slot => !slot.Active);
        Assert.Contains(caught.Slots, slot => slot.Active);
        Assert.Contains(caught.Lag, lag => lag.State == LagState.Stopped);
        Assert.Equal(LagState.Streaming, caught.Lag[^1].State);
        Assert.Equal(PairState.Ready, State().State);
    }

    [Fact]
    public void A_follower_that_was_stopped_or_cut_off_is_brought_back_as_it_is()
    {
        foreach (string broken in new[] { "Stop-ReplicaNode $lab node2", "Disconnect-ReplicaNode $lab node2" })
        {
            Engine.Run($"$null = {broken}; Invoke-ReplicaQuery $lab 'update inventory set quantity = quantity + 1'");

            CatchUpResult caught = Engine.Get<CatchUpResult>("Get-ReplicaNode $lab node2 | Measure-FollowerCatchUp");

            Assert.Null(caught.CrashedAt);
            Assert.InRange(caught.Bytes!.Value, 1, 1 << 24);
            Assert.Equal(PairState.Ready, State().State);
        }
    }

    [Fact]
    public void Slots_are_looked_at_over_time()
    {
        IReadOnlyList<PSObject> slots = Engine.Invoke("Get-ReplicationSlot $lab -Count 3 -Interval 50ms").Output;

        DateTimeOffset[] times = [.. slots.Select(slot => ((ReplicationSlot)slot.BaseObject).Time)];
        Assert.Equal(3, times.Distinct().Count());
        Assert.Equal(times.Order(), times);
        Assert.Equal(
            4,
            Engine.Run("Get-ReplicationSlot $lab -Continuous -Interval 10ms | Stop-TestUpstream -First 4").Count
        );
    }
}

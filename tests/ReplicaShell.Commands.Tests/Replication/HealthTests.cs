using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Replication.Health;

namespace ReplicaShell.Commands.Tests.Replication;

public sealed class HealthTests(LabFixture lab) : LabTests(lab), IClassFixture<LabFixture>
{
    [Fact]
    public void A_pair_in_health_has_nothing_but_content_checks_each_with_a_name()
    {
        IReadOnlyList<HealthCheck> checks = Checks("Get-ReplicaPair $lab | Test-ReplicaHealth -FreeDiskPercent 0");

        Assert.Equal(HealthTest.Names, checks.Select(check => check.Name).Distinct());
        Assert.All(checks, check => Assert.Equal((HealthStatus.Ok, null), (check.Status, check.Advice)));
        Assert.All(checks, check => Assert.Equal(Pair, check.Pair));
    }

    [Fact]
    public void A_follower_that_is_further_behind_than_it_may_be_is_warned_of_and_one_that_is_nearer_is_not()
    {
        Engine.Run(
            "$null = Suspend-WalReplay $lab; Invoke-ReplicaQuery $lab 'update inventory set quantity = quantity + 1'"
        );

        HealthCheck strict = Check("Lag", "-LagBytes 10");
        HealthCheck patient = Check("Lag", "-LagBytes 100MB");
        Engine.Run("$null = Resume-WalReplay $lab");

        Assert.Equal((HealthStatus.Warning, 10, "bytes"), (strict.Status, strict.Threshold, strict.Unit));
        Assert.True(strict.Value > 10);
        Assert.Equal(HealthStatus.Ok, patient.Status);
    }

    [Theory]
    [InlineData("Stop-ReplicaNode $lab node2", "Start-ReplicaNode")]
    [InlineData("Suspend-ReplicaNode $lab node2", "Resume-ReplicaNode")]
    [InlineData("Disconnect-ReplicaNode $lab node2", "Connect-ReplicaNode")]
    [InlineData("Disconnect-ReplicaNode $lab node2 -Silent", "Connect-ReplicaNode")]
    public void A_follower_that_receives_nothing_is_critical_with_the_command_that_mends_it(string fault, string advice)
    {
        Engine.Run($"$null = {fault}");
        HealthCheck receiver = Check("Receiver");
        HealthCheck slot = Check("SlotActive");
        Engine.Run(
            "$null = Resume-ReplicaNode $lab node2 -ErrorAction Ignore; $null = Connect-ReplicaNode $lab node2; $null = Start-ReplicaPair $lab"
        );

        Assert.Equal(("node2", HealthStatus.Critical), (receiver.Node, receiver.Status));
        Assert.Contains(advice, receiver.Advice, StringComparison.Ordinal);
        // After a silent cut, or while it is frozen, the leader takes some seconds to notice that nobody receives.
        if (advice == "Start-ReplicaNode")
        {
            Assert.Equal(("node2", HealthStatus.Warning), (slot.Node, slot.Status));
        }

        Assert.Equal(HealthStatus.Ok, Check("Receiver").Status);
    }

    [Fact]
    public void A_slot_near_its_limit_is_warned_of_with_the_bytes_that_are_left()
    {
        Engine.Run("$null = Set-ReplicationSlotLimit $lab 64MB");
        HealthCheck near = Check("SlotReserve", "-SlotReserve 1GB");
        HealthCheck far = Check("SlotReserve", "-SlotReserve 1MB");
        Engine.Run("$null = Set-ReplicationSlotLimit $lab -NoLimit");
        HealthCheck kept = Check("SlotReserve", "-RetainedBytes 0");

        Assert.Equal((HealthStatus.Warning, "bytes to loss"), (near.Status, near.Unit));
        Assert.InRange(near.Value!.Value, 1 << 20, 256 << 20);
        Assert.Equal(HealthStatus.Ok, far.Status);
        Assert.Equal("bytes kept", kept.Unit);
    }

    [Fact]
    public void A_mode_that_demands_a_follower_which_is_gone_is_critical()
    {
        Engine.Run("$null = Set-ReplicationMode $lab Sync");
        Assert.Equal((HealthStatus.Ok, 1), (Check("SynchronousStandby").Status, Check("SynchronousStandby").Threshold));

        Engine.Run("$null = Stop-ReplicaNode $lab node2");
        HealthCheck alone = Check("SynchronousStandby");
        Engine.Run("$null = Set-ReplicationMode $lab Async; $null = Start-ReplicaNode $lab node2");

        Assert.Equal((HealthStatus.Critical, 0, 1), (alone.Status, alone.Value, alone.Threshold));
        Assert.Contains("Set-ReplicationMode", alone.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_leader_that_is_gone_is_critical()
    {
        Engine.Run("$null = Invoke-LeaderCrash $lab");
        HealthCheck leader = Check("SingleLeader");
        Engine.Run("$null = Start-ReplicaPair $lab");

        Assert.Equal((HealthStatus.Critical, 0), (leader.Status, leader.Value));
        Assert.Contains("Invoke-ReplicaFailover", leader.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_is_down_is_critical()
    {
        string pidFile = Path.Combine(TestHome.Layout.Pair(Pair), "link.pid");
        int pid = int.Parse(
            (await File.ReadAllTextAsync(pidFile, TestContext.Current.CancellationToken)).Split(' ')[0],
            CultureInfo.InvariantCulture
        );
        using (Process link = Process.GetProcessById(pid))
        {
            link.Kill();
            await link.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        HealthCheck down = Check("Link");
        Engine.Run("$null = Start-ReplicaPair $lab");

        Assert.Equal(HealthStatus.Critical, down.Status);
        Assert.Contains("Start-ReplicaPair", down.Advice, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Ok, Check("Link").Status);
    }

    [Fact]
    public void A_disk_with_less_room_than_it_should_have_is_critical()
    {
        IReadOnlyList<HealthCheck> disks = Checks("Test-ReplicaHealth $lab -Check DiskSpace -FreeDiskPercent 100");

        Assert.Equal(["node1", "node2"], disks.Select(disk => disk.Node));
        Assert.All(disks, disk => Assert.Equal((HealthStatus.Critical, "% free"), (disk.Status, disk.Unit)));
        Assert.All(disks, disk => Assert.InRange(disk.Value!.Value, 0.001, 99.999));
    }

    [Fact]
    public void A_check_that_there_is_not_says_which_there_are() =>
        AssertFails(
            "Test-ReplicaHealth $lab -Check Luck",
            "UnknownCheck",
            ErrorCategory.InvalidArgument,
            "SingleLeader"
        );

    [Fact]
    public void Two_leaders_and_the_timelines_that_parted_are_critical()
    {
        const string Split = "split";
        Engine.Run(
            "$null = New-ReplicaPair split; $null = Disconnect-ReplicaNode split node1; "
                + "$null = Invoke-ReplicaFailover split -NoFence -Force"
        );
        try
        {
            HealthCheck leaders = Engine.Get<HealthCheck>("Test-ReplicaHealth split -Check SingleLeader");
            HealthCheck timeline = Engine.Get<HealthCheck>("Test-ReplicaHealth split -Check Timeline");

            Assert.Equal((HealthStatus.Critical, 2), (leaders.Status, leaders.Value));
            Assert.Contains("Stop-ReplicaNode split node1", leaders.Advice, StringComparison.Ordinal);
            Assert.Equal(("node1", HealthStatus.Critical), (timeline.Node, timeline.Status));
            Assert.Equal((1, 2), (timeline.Value, timeline.Threshold));
        }
        finally
        {
            Remove(Split);
        }
    }

    private HealthCheck Check(string name, string more = "") =>
        Engine.Get<HealthCheck>($"Test-ReplicaHealth $lab -Check {name} {more}");

    private List<HealthCheck> Checks(string script) =>
        [.. Engine.Invoke(script).Output.Select(check => (HealthCheck)check.BaseObject)];
}

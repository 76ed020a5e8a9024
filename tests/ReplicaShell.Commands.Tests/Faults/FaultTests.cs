using System.Globalization;
using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Faults;

public sealed class FaultTests(LabFixture lab) : LabTests(lab), IClassFixture<LabFixture>
{
    [Theory]
    [InlineData("Disconnect-ReplicaNode $lab node1")]
    [InlineData("Disconnect-ReplicaNode $lab node2")]
    [InlineData("Disconnect-ReplicaNode $lab node2 -Silent")]
    [InlineData("Get-ReplicaNode $lab node2 | Disconnect-ReplicaNode")]
    public void What_is_written_behind_a_cut_arrives_when_it_is_joined_again(string cut)
    {
        ReplicaNode node = Engine.Get<ReplicaNode>(cut);

        Engine.Run("Invoke-ReplicaQuery $lab \"update inventory set quantity = quantity + 1 where productId = 1\"");
        Assert.Equal(["True"], Engine.Run($"({Quantity("Leader")}) -gt ({Quantity("Follower")})"));
        Engine.Run("$null = Connect-ReplicaNode $lab $args[0]", node.Node);

        Assert.Equal(PairState.Ready, State().State);
        Assert.Equal(["True"], Engine.Run(WaitUntilEqual));
    }

    [Fact]
    public void A_disconnected_follower_says_so()
    {
        Assert.Equal(NodeState.Disconnected, Engine.Get<ReplicaNode>("Disconnect-ReplicaNode $lab node2").State);
        Assert.Equal(PairState.Degraded, State().State);
        Assert.Equal(NodeState.Running, Engine.Get<ReplicaNode>("Connect-ReplicaNode $lab node2").State);
        Assert.Equal(NodeState.Running, Engine.Get<ReplicaNode>("Connect-ReplicaNode $lab node2").State);
    }

    [Fact]
    public void Paused_replay_is_seen_by_readers_until_it_is_resumed()
    {
        Engine.Run("$null = Suspend-WalReplay $lab");
        Engine.Run("Invoke-ReplicaQuery $lab \"update inventory set quantity = quantity + 1 where productId = 1\"");
        Assert.Equal(["True"], Engine.Run($"({Quantity("Leader")}) -gt ({Quantity("Follower")})"));

        Engine.Run("$null = Get-ReplicaNode $lab node2 | Resume-WalReplay; $null = Resume-WalReplay $lab");

        Assert.Equal(["True"], Engine.Run(WaitUntilEqual));
    }

    [Fact]
    public void A_delay_is_set_in_any_unit_and_ended_by_zero()
    {
        foreach (
            (string written, string shown) in new[] { ("2m", "2min"), ("250ms", "250ms"), ("3", "3s"), ("0", "0") }
        )
        {
            Engine.Run($"$null = Set-ReplicationDelay $lab node2 -Delay {written}");
            Assert.Equal(
                [shown],
                Engine.Run(
                    "(Invoke-ReplicaQuery $lab 'show recovery_min_apply_delay' -Node node2).recovery_min_apply_delay"
                )
            );
        }

        AssertFails(
            "Set-ReplicationDelay $lab node2 -Delay 600h",
            "InvalidDelay",
            ErrorCategory.InvalidArgument,
            "-Delay 5s"
        );
    }

    [Fact]
    public void A_slow_network_delays_commits_that_wait_and_is_healed_by_no_parameters()
    {
        const string Commit =
            "$watch = [Diagnostics.Stopwatch]::StartNew(); "
            + "Invoke-ReplicaQuery $lab \"update inventory set quantity = quantity + 1 where productId = 1\"; "
            + "$watch.Elapsed.TotalMilliseconds -gt 300";
        Engine.Run("$null = Set-ReplicationMode $lab Sync; $null = Set-ReplicaLink $lab node2 -Delay 150ms");
        Assert.Equal(["True"], Engine.Run(Commit));

        // Healed while commits still wait for the follower: in Async they would be fast over a slow network too. A busy
        // machine may be slow once, but not every time.
        Engine.Run("$null = Set-ReplicaLink $lab node2");
        Assert.Contains("False", Engine.Run($"foreach ($try in 1..20) {{ {Commit} }}"));

        Engine.Run("$null = Set-ReplicationMode $lab Async");
        Assert.Equal(PairState.Ready, State().State);
    }

    [Fact]
    public void A_narrow_network_takes_its_time_for_each_byte()
    {
        const string Table =
            "create table narrow as select repeat(md5(random()::text), 1) as v from generate_series(1, 3000)";
        Engine.Run("$null = Set-ReplicationMode $lab Sync; $null = Set-ReplicaLink $lab node2 -Bandwidth 128KB");

        // 3000 rows of 33 bytes and their headers: about 200 KB of WAL.
        Assert.InRange(Milliseconds($"Invoke-ReplicaQuery $lab '{Table}'"), 800, 20_000);

        Engine.Run("$null = Set-ReplicaLink $lab node2; $null = Set-ReplicationMode $lab Async");
        Engine.Run("Invoke-ReplicaQuery $lab 'drop table narrow'");
    }

    [Fact]
    public void A_jittery_network_takes_now_more_and_now_less()
    {
        const string Commit = "Invoke-ReplicaQuery $lab 'update inventory set quantity = quantity where productId = 1'";
        Engine.Run("$null = Set-ReplicationMode $lab Sync; $null = Set-ReplicaLink $lab node2 -Jitter 400ms");

        // There and back: 0 to 800 ms. A delay of 400 ms would be 800 each time.
        List<double> commits = [.. Enumerable.Range(0, 8).Select(_ => Milliseconds(Commit))];

        Assert.InRange(commits.Min(), 0, 700);
        Assert.InRange(commits.Max(), 150, 10_000);
        Engine.Run("$null = Set-ReplicaLink $lab node2; $null = Set-ReplicationMode $lab Async");
    }

    private double Milliseconds(string script) =>
        double.Parse(
            Assert.Single(
                Engine.Run(
                    $"$watch = [Diagnostics.Stopwatch]::StartNew(); $null = {script}; "
                        + "$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)"
                )
            ),
            CultureInfo.InvariantCulture
        );

    [Fact]
    public void A_crashed_leader_is_gone_when_the_cmdlet_returns_and_starts_again()
    {
        ReplicaNode crashed = Engine.Get<ReplicaNode>("Get-ReplicaPair $lab | Invoke-LeaderCrash");
        Assert.Equal(("node1", NodeState.Crashed), (crashed.Node, crashed.State));
        Assert.Equal(PairState.NoLeader, State().State);
        AssertFails(
            "Invoke-ReplicaQuery $lab 'select 1'",
            "NodeUnreachable",
            ErrorCategory.ResourceUnavailable,
            "Start-ReplicaNode"
        );
        AssertFails("Invoke-LeaderCrash $lab", "NodeNotRunning", ErrorCategory.InvalidOperation, "Start-ReplicaNode");

        Assert.Equal(NodeState.Running, Engine.Get<ReplicaNode>("Start-ReplicaNode $lab node1").State);
        Assert.Equal(PairState.Ready, Engine.Get<ReplicaPair>("Start-ReplicaPair $lab").State);
    }

    private const string WaitUntilEqual =
        "foreach ($try in 1..200) { "
        + "$a = (Invoke-ReplicaQuery $lab 'select quantity from inventory where productId = 1').quantity; "
        + "$b = (Invoke-ReplicaQuery $lab 'select quantity from inventory where productId = 1' -Role Follower).quantity; "
        + "if ($a -eq $b) { break } }; $a -eq $b";

    private static string Quantity(string role) =>
        $"(Invoke-ReplicaQuery $lab 'select quantity from inventory where productId = 1' -Role {role}).quantity";
}

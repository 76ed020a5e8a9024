using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Faults;

/// <summary>A fault in a block heals, whatever becomes of the block.</summary>
public sealed class UseReplicaFaultTests(LabFixture lab) : LabTests(lab), IClassFixture<LabFixture>
{
    public static TheoryData<string> Faults { get; } =
    [
        "Disconnect-ReplicaNode $lab node1",
        "Disconnect-ReplicaNode $lab node2 -Silent",
        "Suspend-ReplicaNode $lab node2",
        "Invoke-LeaderCrash $lab",
        "Suspend-WalReplay $lab",
        "Set-ReplicationDelay $lab -Delay 1h",
        "Set-ReplicaLink $lab node2 -Delay 200ms",
    ];

    public override async ValueTask DisposeAsync()
    {
        AssertHealed();
        await base.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_fault_heals_at_the_end_of_its_block(string fault) =>
        Assert.Equal(["in", "out"], Engine.Run($"Use-ReplicaFault {{ $null = {fault}; 'in' }}; 'out'"));

    [Theory]
    [MemberData(nameof(Faults))]
    public void It_heals_when_the_block_throws_and_what_was_thrown_comes_through(string fault)
    {
        EngineResult result = Engine.Invoke(
            $"Use-ReplicaFault {{ 'before'; $null = {fault}; throw 'broken' }}; 'not reached'"
        );

        Assert.Equal(["before"], result.Text);
        Assert.Contains("broken", result.Terminated!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_of_a_cmdlet_in_the_block_can_be_caught_outside() =>
        Assert.Equal(
            ["NodeNotFound"],
            Engine.Run(
                "try { Use-ReplicaFault { $null = Suspend-WalReplay $lab; $null = Suspend-ReplicaNode $lab node9 } } "
                    + "catch { ($_.FullyQualifiedErrorId -split ',')[0] }"
            )
        );

    [Fact]
    public void Output_comes_as_it_is_made()
    {
        using PowerShell shell = Engine.Create(
            "Use-ReplicaFault { 1; $null = Suspend-WalReplay $lab; $global:seen = $global:written; 2 } | "
                + "ForEach-Object { $global:written = $_; $_ }"
        );

        Assert.Equal([1, 2], shell.Invoke<int>());
        Assert.Equal(["1"], Engine.Run("$global:seen"));
    }

    [Fact]
    public void A_pipeline_that_has_enough_ends_the_block_which_heals() =>
        Assert.Equal(
            ["0", "1"],
            Engine.Run(
                "Use-ReplicaFault { $null = Suspend-WalReplay $lab; $i = 0; while ($true) { $i++; $i - 1 } } | "
                    + "Stop-TestUpstream -First 2"
            )
        );

    [Fact]
    public void In_nested_blocks_a_fault_belongs_to_the_innermost() =>
        Assert.Equal(
            ["Suspended", "Running", "1h", "0"],
            Engine.Run(
                "function Delay { (Invoke-ReplicaQuery $lab 'show recovery_min_apply_delay' -Node node2).recovery_min_apply_delay }; "
                    + "Use-ReplicaFault { "
                    + "  $null = Set-ReplicationDelay $lab -Delay 1h; "
                    + "  Use-ReplicaFault { $null = Suspend-ReplicaNode $lab node2; (Get-ReplicaNode $lab node2).State }; "
                    + "  (Get-ReplicaNode $lab node2).State; Delay }; Delay"
            )
        );

    [Fact]
    public void A_fault_outside_a_block_stays_and_one_healed_by_hand_is_no_error()
    {
        Engine.Run("$null = Suspend-WalReplay $lab; Use-ReplicaFault { 'nothing' }");
        Assert.Equal(["paused"], Engine.Run(Paused));
        Engine.Run("Use-ReplicaFault { $null = Suspend-WalReplay $lab; $null = Resume-WalReplay $lab }");
        Assert.Equal(["not paused"], Engine.Run(Paused));
    }

    [Fact]
    public void Variables_go_in_and_come_out_and_a_loop_may_be_left()
    {
        Assert.Equal(["7"], Engine.Run("function Outer { Use-ReplicaFault { $inner = 7 }; $inner }; Outer"));
        Assert.Equal(["42"], Engine.Run("$answer = 42; Use-ReplicaFault { $answer }"));
        Assert.Equal(
            ["1"],
            Engine.Run("foreach ($i in 1..3) { Use-ReplicaFault { $null = Suspend-WalReplay $lab; $i; break } }")
        );
    }

    [Theory]
    [InlineData("$null = Disconnect-ReplicaNode $lab node2 -Silent; 'injected'; while ($true) { }")]
    [InlineData("$null = Suspend-WalReplay $lab; 'injected'; Get-ReplicationLag $lab -Continuous -Interval 0.05")]
    [InlineData("$null = Suspend-ReplicaNode $lab node2; 'injected'; while ($true) { $null = Get-ReplicaNode $lab }")]
    [InlineData("$null = Invoke-LeaderCrash $lab; 'injected'; Use-ReplicaFault { while ($true) { } }")]
    public async Task It_heals_before_a_stop_returns(string body)
    {
        using PowerShell shell = Engine.Create($"Use-ReplicaFault {{ {body} }}");
        using PSDataCollection<PSObject> output = [];
        TaskCompletionSource injected = new(TaskCreationOptions.RunContinuationsAsynchronously);
        output.DataAdded += (_, _) => injected.TrySetResult();
        IAsyncResult running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        await injected.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        await Task.Run(shell.Stop, TestContext.Current.CancellationToken);

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        AssertHealed();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task It_heals_when_it_is_stopped_while_a_fault_is_being_injected(string fault)
    {
        foreach (int milliseconds in new[] { 2, 20, 80 })
        {
            using PowerShell shell = Engine.Create(
                $"Use-ReplicaFault {{ 'begun'; $null = {fault}; while ($true) {{ }} }}"
            );
            using PSDataCollection<PSObject> output = [];
            TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
            output.DataAdded += (_, _) => begun.TrySetResult();
            IAsyncResult running = shell.BeginInvoke<PSObject, PSObject>(null, output);
            await begun.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            running.AsyncWaitHandle.WaitOne(milliseconds);

            await Task.Run(shell.Stop, TestContext.Current.CancellationToken);

            AssertHealed();
        }
    }

    private const string Paused =
        "(Invoke-ReplicaQuery $lab 'select pg_get_wal_replay_pause_state() as s' -Node node2).s";

    private void AssertHealed()
    {
        ReplicaPair pair = State();
        Assert.Empty(pair.Reasons);
        Assert.Equal(PairState.Ready, pair.State);
        Assert.Equal("node1", pair.Leader);
        Assert.Equal(
            ["not paused", "0"],
            Engine.Run(
                $"{Paused}; (Invoke-ReplicaQuery $lab 'show recovery_min_apply_delay' -Node node2).recovery_min_apply_delay"
            )
        );
    }
}

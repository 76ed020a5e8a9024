using System.Diagnostics;
using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Replication;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Replication;

public sealed class LagTests(LabFixture lab) : LabTests(lab), IClassFixture<LabFixture>
{
    [Theory]
    [InlineData("Get-ReplicationLag $lab")]
    [InlineData("Get-ReplicationLag $lab node2")]
    [InlineData("Get-ReplicaPair $lab | Get-ReplicationLag")]
    [InlineData("Get-ReplicaNode $lab node2 | Get-ReplicationLag")]
    public void One_sample_of_each_follower_is_what_it_gives_unasked(string script)
    {
        ReplicationLag lag = Engine.Get<ReplicationLag>(script);

        Assert.Equal((Pair, "node2", LagState.Streaming), (lag.Pair, lag.Node, lag.State));
        Assert.NotNull(lag.LeaderLsn);
        Assert.NotNull(lag.ReplayedLsn);
        Assert.Equal(1, lag.Timeline);
    }

    [Fact]
    public void Samples_come_at_the_interval_that_was_asked_for()
    {
        Stopwatch watch = Stopwatch.StartNew();
        IReadOnlyList<PSObject> samples = Engine.Invoke("Get-ReplicationLag $lab -Count 5 -Interval 100ms").Output;

        Assert.Equal(5, samples.Count);
        Assert.InRange(watch.Elapsed.TotalMilliseconds, 380, 10_000);
        Assert.Equal(samples.Select(At).Order(), samples.Select(At));

        static DateTimeOffset At(PSObject sample) => ((ReplicationLag)sample.BaseObject).Time;
    }

    [Fact]
    public void A_heartbeat_measures_seconds_when_it_is_asked_for()
    {
        Assert.Null(Engine.Get<ReplicationLag>("Get-ReplicationLag $lab").HeartbeatLag);

        IReadOnlyList<PSObject> samples = Engine
            .Invoke("Get-ReplicationLag $lab -Heartbeat -Count 8 -Interval 0.1")
            .Output;

        Assert.InRange(((ReplicationLag)samples[^1].BaseObject).HeartbeatLag!.Value.TotalSeconds, 0, 5);
    }

    [Fact]
    public void A_cut_link_is_neither_streaming_nor_zero()
    {
        EngineResult result = Engine.Invoke(
            "Use-ReplicaFault { $null = Disconnect-ReplicaNode $lab node2 -Silent; "
                + "Invoke-ReplicaQuery $lab 'update inventory set quantity = quantity + 1'; "
                + "Get-ReplicationLag $lab -Count 3 -Interval 0.1 }"
        );

        Assert.Empty(result.Errors);
        ReplicationLag last = (ReplicationLag)result.Output[^1].BaseObject;
        Assert.NotEqual(LagState.Streaming, last.State);
        Assert.NotEqual(0, last.LagBytes);
    }

    [Fact]
    public void A_stopped_follower_is_unknown_and_not_zero()
    {
        EngineResult result = Engine.Invoke(
            "$null = Stop-ReplicaNode $lab node2; Get-ReplicationLag $lab; $null = Start-ReplicaNode $lab node2"
        );

        ReplicationLag lag = (ReplicationLag)Assert.Single(result.Output).BaseObject;
        Assert.Equal(LagState.Stopped, lag.State);
        Assert.Null(lag.LagBytes);
        Assert.Null(lag.ReplayedLsn);
    }

    [Fact]
    public async Task Continuous_streams_until_it_is_stopped_and_then_ends_at_once()
    {
        using PowerShell shell = Engine.Create("Get-ReplicationLag $lab -Continuous -Interval 20ms -Heartbeat");
        using PSDataCollection<PSObject> output = [];
        TaskCompletionSource third = new(TaskCreationOptions.RunContinuationsAsynchronously);
        output.DataAdded += (_, added) =>
        {
            if (added.Index == 2)
            {
                third.TrySetResult();
            }
        };
        shell.BeginInvoke<PSObject, PSObject>(null, output);
        await third.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Stopwatch watch = Stopwatch.StartNew();
        await Task.Run(shell.Stop, TestContext.Current.CancellationToken);

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
        Assert.Equal(LagState.Streaming, Engine.Get<ReplicationLag>("Get-ReplicationLag $lab").State);
    }

    [Fact]
    public void A_pipeline_that_has_enough_ends_it() =>
        Assert.Equal(
            3,
            Engine.Run("Get-ReplicationLag $lab -Continuous -Interval 0 | Stop-TestUpstream -First 3").Count
        );

    [Fact]
    public void Slots_tell_who_keeps_WAL()
    {
        ReplicationSlot slot = Engine.Get<ReplicationSlot>("Get-ReplicaPair $lab | Get-ReplicationSlot");

        Assert.Equal((Pair, "node1", "node2", "physical"), (slot.Pair, slot.Node, slot.Name, slot.Type));
        Assert.True(slot.Active);
        Assert.Equal("reserved", slot.WalStatus);
        Assert.NotNull(slot.RetainedBytes);
        Assert.Empty(Engine.Run("Get-ReplicationSlot $lab node2"));
        Assert.Equal(
            ["False", "True"],
            Engine.Run(
                "$null = Stop-ReplicaNode $lab node2; (Get-ReplicationSlot $lab).Active;"
                    + "$null = Start-ReplicaNode $lab node2; (Get-ReplicationSlot $lab node1).Active"
            )
        );
    }

    [Theory]
    [InlineData("-Commit on", CommitLevel.On)]
    [InlineData("-Commit remote_write", CommitLevel.RemoteWrite)]
    [InlineData("-Commit remote_apply", CommitLevel.RemoteApply)]
    [InlineData("-Commit RemoteApply", CommitLevel.RemoteApply)]
    public void A_mode_is_set_and_taken_back(string commit, CommitLevel level)
    {
        ReplicaPair sync = Engine.Get<ReplicaPair>($"Set-ReplicationMode $lab -Mode Sync {commit}");
        Assert.Equal((ReplicationMode.Sync, level, 1), (sync.Mode, sync.Commit, sync.Quorum));
        Assert.Equal(
            ["sync"],
            Engine.Run("(Invoke-ReplicaQuery $lab 'select sync_state from pg_stat_replication').sync_state")
        );

        ReplicaPair async = Engine.Get<ReplicaPair>("Get-ReplicaPair $lab | Set-ReplicationMode -Mode Async");
        Assert.Equal((ReplicationMode.Async, 0), (async.Mode, async.Quorum));
        Assert.Equal(
            ["async"],
            Engine.Run("(Invoke-ReplicaQuery $lab 'select sync_state from pg_stat_replication').sync_state")
        );
    }

    [Fact]
    public void A_quorum_that_cannot_be_is_refused_and_SemiSync_says_what_it_comes_to()
    {
        AssertFails(
            "Set-ReplicationMode $lab Quorum -Quorum 2",
            "InvalidQuorum",
            ErrorCategory.InvalidArgument,
            "1 to 1"
        );
        var set = Engine.Invoke("(Set-ReplicationMode $lab SemiSync).Nodes[1].SyncState.ToString()");
        Assert.Equal(["Quorum"], set.Text);
        Assert.Equal(
            "With one follower SemiSync is Sync: every commit waits for node2.",
            Assert.Single(set.Streams.Warning).Message
        );
        Assert.Equal(["Async"], Engine.Run("(Set-ReplicationMode $lab Async).Nodes[1].SyncState.ToString()"));
    }
}

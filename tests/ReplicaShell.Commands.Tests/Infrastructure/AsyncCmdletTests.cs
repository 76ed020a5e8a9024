using System.Diagnostics;
using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Commands.Tests.TestCmdlets;

namespace ReplicaShell.Commands.Tests.Infrastructure;

[Collection(nameof(EngineCollection))]
public sealed class AsyncCmdletTests(EngineFixture engine)
{
    [Fact]
    public void Objects_come_in_order_and_the_end_comes_last()
    {
        IReadOnlyList<string> output = engine.Run("Write-TestSequence -Count 500");

        Assert.Equal([.. Enumerable.Range(1, 500).Select(number => $"{number}"), "all"], output);
    }

    [Fact]
    public void Every_stream_is_reached_from_the_thread_pool()
    {
        EngineResult result = engine.Invoke("Write-TestSequence -Verbose");

        Assert.Equal("begin", Assert.Single(result.Streams.Verbose).Message);
        Assert.Equal("end", Assert.Single(result.Streams.Warning).Message);
    }

    [Fact]
    public void A_pipeline_that_has_enough_stops_the_work_which_cleans_up_first()
    {
        IReadOnlyList<string> output = engine.Run("Write-TestEndless | Stop-TestUpstream -First 3");

        Assert.Equal(["0", "1", "2"], output);
        Assert.True(WriteTestEndlessCommand.IsClean);
    }

    [Fact]
    public void Work_does_not_run_ahead_of_a_slow_pipeline()
    {
        engine.Run("Write-TestEndless | Stop-TestUpstream -First 10");

        Assert.InRange(WriteTestEndlessCommand.Made, 10, 10 + CmdletPump.Capacity + 1);
    }

    [Fact]
    public async Task Stop_returns_when_the_work_has_cleaned_up_and_not_before()
    {
        WaitTestWorkCommand.Reset();
        using PowerShell shell = engine.Create("Wait-TestWork -Verbose");
        IAsyncResult running = shell.BeginInvoke();
        await WaitTestWorkCommand.Started.Task;

        Task stopping = Task.Run(shell.Stop, TestContext.Current.CancellationToken);
        await WaitTestWorkCommand.Stopped.Task;
        Assert.False(stopping.IsCompleted);
        WaitTestWorkCommand.MayEnd.SetResult();
        await stopping;

        Assert.True(WaitTestWorkCommand.IsClean);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
    }

    [Fact]
    public void The_session_goes_on_after_a_stop() => Assert.Equal(["1", "all"], engine.Run("Write-TestSequence"));

    [Fact]
    public void A_script_block_runs_on_the_pipeline_thread_and_sees_its_session() =>
        Assert.Equal(["42"], engine.Run("$answer = 41; Use-TestScript { $answer + 1 }"));

    [Fact]
    public void What_a_script_block_throws_passes_through_after_the_work_has_healed()
    {
        IReadOnlyList<string> caught = engine.Run(
            "try { Use-TestScript { throw [InvalidOperationException]'broken' } } catch { $_.Exception.Message }"
        );

        Assert.Contains("broken", Assert.Single(caught), StringComparison.Ordinal);
        Assert.True(UseTestScriptCommand.IsHealed);
    }

    [Fact]
    public void WhatIf_changes_nothing() => Assert.Equal(["left alone"], engine.Run("Set-TestFailure None -WhatIf"));

    [Fact]
    public void Without_WhatIf_it_is_done() => Assert.Equal(["changed"], engine.Run("Set-TestFailure None"));

    [Fact]
    public async Task Progress_is_drawn_at_most_five_times_a_second_and_the_newest_always()
    {
        WriteTestProgressCommand.LastSeen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using PowerShell shell = engine.Create("Write-TestProgress -Count 5000");
        List<ProgressRecord> drawn = [];
        shell.Streams.Progress.DataAdded += (_, added) =>
        {
            drawn.Add(shell.Streams.Progress[added.Index]);
            if (drawn[^1].StatusDescription == "number 5000")
            {
                WriteTestProgressCommand.LastSeen.TrySetResult();
            }
        };

        Stopwatch watch = Stopwatch.StartNew();
        await shell.InvokeAsync();

        Assert.InRange(drawn.Count, 2, 3 + (int)(watch.Elapsed.TotalSeconds * 5));
        Assert.Equal(ProgressRecordType.Completed, drawn[^1].RecordType);
    }

    [Fact]
    public void An_asynchronous_cmdlet_costs_well_below_a_millisecond()
    {
        // The best of many: what else the machine does is not the cmdlet's cost.
        double best = double.MaxValue;
        for (int batch = 0; batch < 50; batch++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            engine.Run("foreach ($i in 1..20) { $null = Write-TestSequence }");
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds / 20);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{best:F3} ms a call");
        Assert.InRange(best, 0, 1);
    }
}

using System.Diagnostics;
using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Pairs;

/// <summary>Ctrl+C while a pair is made: it is there, or nothing of it is. While it is changed: it can be removed.</summary>
public sealed class PairStopTests(EngineFixture engine) : ServerTests(engine), IClassFixture<EngineFixture>
{
    private const string Pair = "stopped";

    [Fact]
    public async Task Stopped_at_any_moment_New_ReplicaPair_leaves_nothing_or_all()
    {
        Stopwatch watch = Stopwatch.StartNew();
        Engine.Get<ReplicaPair>($"New-ReplicaPair {Pair}");
        TimeSpan whole = watch.Elapsed;
        Remove(Pair);

        int stopped = 0;
        foreach (double share in new[] { 0, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85 })
        {
            stopped += await StopAfterAsync(whole * share) ? 1 : 0;
        }

        // The machine's pace varies: the latest moments may come after the end, the earliest cannot.
        Assert.InRange(stopped, 3, 7);
    }

    [Theory]
    [InlineData("Stop-ReplicaPair")]
    [InlineData("Start-ReplicaPair")]
    [InlineData("Remove-ReplicaPair -Force")]
    [InlineData("Add-ReplicaFollower")]
    [InlineData("Set-ReplicationMode -Mode Sync")]
    public async Task Stopped_at_any_moment_a_change_leaves_a_pair_that_can_be_removed_completely(string change)
    {
        List<PSInvocationState> ends = [];
        foreach (int milliseconds in new[] { 5, 60, 250 })
        {
            Engine.Run($"$null = New-ReplicaPair {Pair}");
            if (change == "Start-ReplicaPair")
            {
                Engine.Run($"$null = Stop-ReplicaPair {Pair}");
            }

            using PowerShell shell = Engine.Create($"$null = {change} -Name {Pair}");
            shell.BeginInvoke().AsyncWaitHandle.WaitOne(milliseconds);

            await Task.Run(shell.Stop, TestContext.Current.CancellationToken);

            ends.Add(shell.InvocationStateInfo.State);
            if (Engine.Invoke($"Get-ReplicaPair {Pair}").Output.Count > 0)
            {
                Remove(Pair);
            }

            AssertGone(Pair);
        }

        // The latest moment may come after the end, the earliest cannot.
        Assert.Contains(PSInvocationState.Stopped, ends);
    }

    private async Task<bool> StopAfterAsync(TimeSpan moment)
    {
        using PowerShell shell = Engine.Create($"New-ReplicaPair {Pair}");
        IAsyncResult running = shell.BeginInvoke();
        running.AsyncWaitHandle.WaitOne(moment);
        await Task.Run(shell.Stop);
        if (Engine.Invoke($"Get-ReplicaPair {Pair}") is { Output.Count: 1 } found)
        {
            // Stopped when all was done.
            Assert.Equal(PairState.Ready, ((ReplicaPair)found.Output[0].BaseObject).State);
            Remove(Pair);
            return false;
        }

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        AssertGone(Pair);
        return true;
    }
}

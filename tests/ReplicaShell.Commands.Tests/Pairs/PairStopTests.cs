using System.Diagnostics;
using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Pairs;

/// <summary>Ctrl+C while a pair is made: it is there, or nothing of it is.</summary>
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

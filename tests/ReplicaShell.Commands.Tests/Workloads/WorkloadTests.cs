using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.History;
using ReplicaShell.Topology;
using ReplicaShell.Workloads;

namespace ReplicaShell.Commands.Tests.Workloads;

public sealed class WorkloadTests(LabFixture lab) : LabTests(lab), IClassFixture<LabFixture>
{
    [Fact]
    public void Load_is_made_at_the_rate_and_mix_that_were_asked_for_and_every_operation_is_recorded()
    {
        WorkloadResult result = Engine.Get<WorkloadResult>(
            "Get-ReplicaPair $lab | Invoke-ReplicaWorkload -Duration 1s -Client 2 -ReadRatio 0.5 -Rate 100"
        );

        Assert.Equal((Pair, 2), (result.Pair, result.Clients));
        Assert.InRange(result.Operations, 20, 130);
        Assert.Equal(result.Operations, result.History.Count);
        Assert.Equal(result.Operations, result.Acknowledged + result.Failed + result.Unknown);
        Assert.Contains(result.History, operation => operation.Kind == OperationKind.Read);
        Assert.Contains(result.History, operation => operation.Kind == OperationKind.Write);
        Assert.True(result.LatencyMedian <= result.Latency99);
    }

    [Fact]
    public void Progress_is_shown_and_taken_away()
    {
        EngineResult result = Engine.Invoke("Invoke-ReplicaWorkload $lab 1s");

        Assert.Contains(
            result.Streams.Progress,
            shown => shown.StatusDescription.Contains("acknowledged", StringComparison.Ordinal)
        );
        Assert.Equal(ProgressRecordType.Completed, result.Streams.Progress[^1].RecordType);
    }

    [Theory]
    [InlineData("-Table nowhere", "nowhere")]
    [InlineData("-Client 0", "Client")]
    [InlineData("-ReadRatio 2", "0 and 1")]
    [InlineData("-Rate -1", "Rate")]
    public void What_cannot_be_loaded_is_refused(string arguments, string fragment)
    {
        ErrorRecord error = Engine.Fail($"Invoke-ReplicaWorkload $lab -Duration 1s {arguments}");

        Assert.Contains(fragment, error.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual("UnexpectedError", EngineResult.IdOf(error));
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
    }

    [Fact]
    public async Task Stopped_at_any_moment_it_leaves_the_pair_as_it_was()
    {
        foreach (int milliseconds in new[] { 1, 50, 400 })
        {
            using PowerShell shell = Engine.Create("Invoke-ReplicaWorkload $lab -Duration 10m");
            shell.BeginInvoke().AsyncWaitHandle.WaitOne(milliseconds);

            await Task.Run(shell.Stop, TestContext.Current.CancellationToken);

            Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
            Assert.Equal(PairState.Ready, State().State);
        }
    }
}

using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;

namespace ReplicaShell.Commands.Tests.TestCmdlets;

/// <summary>Reports progress as fast as it can, then waits until the last report was seen.</summary>
[Cmdlet(VerbsCommunications.Write, "TestProgress")]
public sealed class WriteTestProgressCommand : ReplicaCmdlet
{
    /// <summary>Completed by the test when the host has drawn the last report.</summary>
    internal static TaskCompletionSource LastSeen { get; set; } = new();

    /// <summary>How many reports.</summary>
    [Parameter]
    public int Count { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        for (int number = 1; number <= Count; number++)
        {
            PostProgress("Counting", $"number {number}", number * 100 / Count);
        }

        await LastSeen.Task.WaitAsync(cancellationToken);
    }
}

using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;

namespace ReplicaShell.Commands.Tests.TestCmdlets;

/// <summary>Writes numbers from the thread pool, with a verbose line and a warning among them.</summary>
[Cmdlet(VerbsCommunications.Write, "TestSequence")]
[OutputType(typeof(int))]
public sealed class WriteTestSequenceCommand : ReplicaCmdlet
{
    /// <summary>How many.</summary>
    [Parameter]
    public int Count { get; set; } = 1;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        PostVerbose("begin");
        for (int number = 1; number <= Count; number++)
        {
            await WriteObjectAsync(number, cancellationToken);
            await Task.Yield();
        }

        PostWarning("end");
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken) =>
        await WriteObjectAsync("all", cancellationToken);
}

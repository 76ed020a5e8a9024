using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;

namespace ReplicaShell.Commands.Tests.TestCmdlets;

/// <summary>Changes something, and fails at it.</summary>
[Cmdlet(VerbsCommon.Set, "TestFailure", SupportsShouldProcess = true)]
public sealed class SetTestFailureCommand : ReplicaCmdlet
{
    /// <summary>How; <c>None</c> does not fail.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public string Kind { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(Kind, "Fail"))
        {
            await WriteObjectAsync("left alone", cancellationToken);
        }
        else if (Kind != "None")
        {
            throw TestFailures.Make(Kind);
        }
        else
        {
            await WriteObjectAsync("changed", cancellationToken);
        }
    }
}

using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;

namespace ReplicaShell.Commands.Tests.TestCmdlets;

/// <summary>Only looks, and fails.</summary>
[Cmdlet(VerbsCommon.Get, "TestFailure")]
public sealed class GetTestFailureCommand : ReplicaCmdlet
{
    /// <summary>How; <c>None</c> does not fail.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public string Kind { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (Kind != "None")
        {
            throw TestFailures.Make(Kind);
        }

        await WriteObjectAsync("fine", cancellationToken);
    }
}

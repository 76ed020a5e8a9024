using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;

namespace ReplicaShell.Commands.Tests.TestCmdlets;

/// <summary>Writes the duration that was bound.</summary>
[Cmdlet(VerbsCommon.Get, "TestDuration")]
public sealed class GetTestDurationCommand : ReplicaCmdlet
{
    /// <summary>Any way to write it.</summary>
    [Parameter(Position = 0)]
    [Duration]
    public TimeSpan? Duration { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken) =>
        await WriteObjectAsync(Duration?.ToString() ?? "none", cancellationToken);
}

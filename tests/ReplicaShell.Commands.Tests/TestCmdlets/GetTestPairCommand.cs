using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;

namespace ReplicaShell.Commands.Tests.TestCmdlets;

/// <summary>Writes which pair was bound.</summary>
[Cmdlet(VerbsCommon.Get, "TestPair")]
public sealed class GetTestPairCommand : PairCmdlet
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken) =>
        await WriteObjectAsync(Pair, cancellationToken);
}

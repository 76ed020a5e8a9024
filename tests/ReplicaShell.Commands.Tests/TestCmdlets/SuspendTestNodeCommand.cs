using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.TestCmdlets;

/// <summary>Writes which node was bound.</summary>
/// <remarks>
/// It stands here to show how help is read: a <see cref="ReplicaNode"/> in the pipeline names both <see cref="NodeCmdlet.Node"/>
/// and its pair.
/// <para>A second paragraph with <c>code</c> in it.</para>
/// </remarks>
/// <example>
/// Take the second node of the default pair:
/// <code>
/// Suspend-TestNode lab node2 |
///     Out-Default
/// </code>
/// Its name is written, and nothing is suspended.
/// </example>
/// <example>
/// Nothing but code.
/// <code>Suspend-TestNode</code>
/// </example>
[Cmdlet(VerbsLifecycle.Suspend, "TestNode", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaNode))]
public sealed class SuspendTestNodeCommand : NodeCmdlet
{
    /// <summary>How far it goes.</summary>
    [Parameter]
    public CommitLevel Level { get; set; }

    /// <summary>How long it lasts.</summary>
    [Parameter]
    [Duration]
    public TimeSpan For { get; set; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken) =>
        await WriteObjectAsync($"{Pair}/{Node}", cancellationToken);
}

using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Nodes;

/// <summary>Adds a follower to a pair.</summary>
/// <remarks>
/// It gets the next free name and its own slot, is copied from the leader by a base backup, and is verified by a row
/// written and read back. In a synchronous mode commits wait for it from then on.
/// </remarks>
/// <example>
/// Add one follower
/// <code>Add-ReplicaFollower lab</code>
/// </example>
/// <example>
/// Replace a leader that was lost in a failover
/// <code>Invoke-ReplicaFailover lab; Add-ReplicaFollower lab</code>
/// </example>
[Cmdlet(VerbsCommon.Add, "ReplicaFollower", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaNode))]
public sealed class AddReplicaFollowerCommand : PairCmdlet
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        if (!await ShouldProcessAsync($"pair {pair.Name}", "Add a follower"))
        {
            return;
        }

        var progress = ProgressOf($"Adding a follower to {pair.Name}");
        var node = await NodeLifecycle.AddFollowerAsync(pair, progress, cancellationToken);
        await WriteObjectAsync(await PairReader.ReadAsync(pair, node, cancellationToken), cancellationToken);
    }
}

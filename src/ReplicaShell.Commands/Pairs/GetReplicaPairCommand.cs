using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Pairs;

/// <summary>Shows pairs as they are at this moment.</summary>
/// <remarks>
/// Every node is asked. A pair that is not Ready says why in its property Reasons. Without a name all pairs of this
/// machine come, and nothing where there are none; a warning names those in containers while Docker does not answer.
/// </remarks>
/// <example>
/// Show all pairs
/// <code>Get-ReplicaPair</code>
/// A row each, with the node that leads and the mode.
/// </example>
/// <example>
/// See why a pair is not ready
/// <code>(Get-ReplicaPair lab).Reasons</code>
/// </example>
/// <example>
/// Do something with every pair that has lost its leader
/// <code>Get-ReplicaPair | Where-Object State -eq NoLeader | Invoke-ReplicaFailover</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "ReplicaPair")]
[OutputType(typeof(ReplicaPair))]
public sealed class GetReplicaPairCommand : PairCmdlet
{
    /// <summary>The name of the pair; all pairs without it. Binds from pairs and nodes in the pipeline.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(PairCompleter))]
    public override string Pair { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Pair)))
        {
            await WriteObjectAsync(await Catalogue.GetAsync(Pair, cancellationToken), cancellationToken);
            return;
        }

        foreach (string name in await Catalogue.NamesAsync(PostWarning, cancellationToken))
        {
            try
            {
                await WriteObjectAsync(await Catalogue.GetAsync(name, cancellationToken), cancellationToken);
            }
            catch (ReplicaException exception)
            {
                // One that cannot be read, or that another shell is just removing, does not hide the others.
                await WriteErrorAsync(exception, cancellationToken);
            }
        }
    }
}

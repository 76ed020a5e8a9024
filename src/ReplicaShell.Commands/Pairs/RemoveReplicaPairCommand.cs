using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;

namespace ReplicaShell.Commands.Pairs;

/// <summary>Removes a pair without a trace: processes, data, link.</summary>
/// <remarks>
/// It works in whatever state the pair is, also for one that was never finished. Nothing of its data can be brought back;
/// that is why it asks, unless -Force is given. A pair of Connect-ReplicaPair is forgotten, and its servers stay as they are.
/// </remarks>
/// <example>
/// Remove a pair without being asked
/// <code>Remove-ReplicaPair lab -Force</code>
/// </example>
/// <example>
/// Remove all pairs
/// <code>Get-ReplicaPair | Remove-ReplicaPair -Force</code>
/// </example>
[Cmdlet(VerbsCommon.Remove, "ReplicaPair", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveReplicaPairCommand : PairCmdlet
{
    /// <summary>The name of the pair. Binds from pairs in the pipeline.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(PairCompleter))]
    public override string Pair { get; set; } = "";

    /// <summary>Does not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        // Looked for first: nobody wants to be asked about a pair that is not there.
        var definition = await Catalogue.DefinitionAsync(Pair, cancellationToken);
        var action = definition.IsForeign ? "Forget; its servers stay as they are" : "Remove with all its data";
        var whatIf =
            MyInvocation.BoundParameters.TryGetValue("WhatIf", out var asked)
            && asked is SwitchParameter { IsPresent: true };
        if ((Force && !whatIf) || await ShouldProcessAsync($"pair {Pair}", action))
        {
            PostProgress($"Removing the pair {Pair}", $"Removing {Pair}");
            await Catalogue.RemoveAsync(Pair, cancellationToken);
        }
    }
}

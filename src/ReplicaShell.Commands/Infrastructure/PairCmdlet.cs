using System.Management.Automation;
using ReplicaShell.Pairs;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>The base of every cmdlet that works on one pair.</summary>
/// <remarks>
/// A node in the pipeline has a property Pair, a pair has only Name: the engine tries a parameter's own name before its
/// aliases, so -Pair binds from both, and never takes a node's Name for a pair's.
/// </remarks>
public abstract class PairCmdlet : ReplicaCmdlet
{
    /// <summary>The pair that is meant when none is named.</summary>
    public const string DefaultPair = "lab";

    /// <summary>The name of the pair. Binds from pairs and nodes in the pipeline.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(PairCompleter))]
    public virtual string Pair { get; set; } = DefaultPair;

    /// <summary>
    /// Asks, by -WhatIf, -Confirm and the user's preference, whether to change servers; where somebody else runs them, as if
    /// the impact were high.
    /// </summary>
    /// <param name="pair">The pair.</param>
    /// <param name="target">What would be changed.</param>
    /// <param name="action">What would be done to it.</param>
    /// <param name="force">Whether the caller said -Force: not to be asked.</param>
    /// <returns>Whether to go on.</returns>
    protected Task<bool> ShouldChangeAsync(Pair pair, string target, string action, bool force) =>
        OnPipelineAsync(() =>
            ShouldProcess(target, action)
            && (
                !pair.Definition.IsForeign
                || force
                || HasSaidConfirm()
                || ShouldContinue($"{action}: {target}? Somebody else runs its servers.", "Confirm")
            )
        );

    /// <summary>-Confirm was answered already; -Confirm:$false, or a preference of None, wants no question.</summary>
    private bool HasSaidConfirm() =>
        MyInvocation.BoundParameters.ContainsKey("Confirm")
        || SessionState.PSVariable.GetValue("ConfirmPreference") is ConfirmImpact.None;

    /// <summary>The pairs of this machine.</summary>
    protected PairCatalogue Catalogue => field ??= new PairCatalogue();
}

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

    /// <summary>The pairs of this machine.</summary>
    protected PairCatalogue Catalogue => field ??= new PairCatalogue();
}

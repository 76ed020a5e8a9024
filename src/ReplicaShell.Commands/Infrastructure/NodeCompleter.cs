using System.Collections;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>Completes the names of the nodes of the pair that stands on the line, or of the default one.</summary>
public sealed class NodeCompleter : NameCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<string> Names(IDictionary bound) => Source.Nodes(PairOn(bound));
}

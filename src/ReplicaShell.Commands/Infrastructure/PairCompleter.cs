using System.Collections;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>Completes the names of pairs.</summary>
public sealed class PairCompleter : NameCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<string> Names(IDictionary bound) => Source.Pairs();
}

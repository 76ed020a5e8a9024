using System.Collections;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>Completes the names of the followers of the pair that stands on the line, or of the default one.</summary>
public sealed class FollowerCompleter : NameCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<string> Names(IDictionary bound) => Source.Followers(PairOn(bound));
}

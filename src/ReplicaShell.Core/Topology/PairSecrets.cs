using ReplicaShell.Views;

namespace ReplicaShell.Topology;

/// <summary>The passwords of a pair: random, kept in a file that only its owner reads, never shown.</summary>
/// <param name="Superuser">The password of the role <c>postgres</c>.</param>
/// <param name="Replicator">The password of the role <c>replicator</c>.</param>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record PairSecrets(string Superuser, string Replicator)
{
    /// <summary>
    /// The connection string of each node, by name, where somebody else runs the servers; null where ReplicaShell made them.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Connections { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(PairSecrets);
}

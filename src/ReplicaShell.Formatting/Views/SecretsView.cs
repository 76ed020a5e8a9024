using ReplicaShell.Formatting.Content;
using ReplicaShell.Topology;

namespace ReplicaShell.Formatting.Views;

/// <summary>Passwords: a notebook is kept and handed on, so they never stand in one.</summary>
internal sealed class SecretsView : ViewOf<PairSecrets>
{
    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<PairSecrets> values) =>
        [new Sentence("The passwords of a pair are not shown.")];
}

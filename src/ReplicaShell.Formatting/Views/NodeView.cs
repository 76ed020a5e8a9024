using ReplicaShell.Formatting.Content;
using ReplicaShell.Topology;

namespace ReplicaShell.Formatting.Views;

/// <summary>Nodes: what each is and does, where it listens and how far it has got.</summary>
internal sealed class NodeView : ViewOf<ReplicaNode>
{
    /// <summary>The columns where the pair's name stands above them.</summary>
    public static readonly Column<ReplicaNode>[] WithinPair =
    [
        new("Node", node => node.Node),
        new("Role", node => node.Role.ToString()),
        new("State", node => Tones.Of(node.State)),
        new("Address", node => FormattableString.Invariant($"{node.Host}:{node.Port}")),
        new("Timeline", node => Quantity.Number(node.Timeline), IsNumber: true),
        new("LSN", node => Quantity.Position(node.Lsn), IsNumber: true),
        new("Lag (bytes)", node => Quantity.Bytes(node.LagBytes), IsNumber: true),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<ReplicaNode> values) =>
        [Grid.First([new("Pair", node => node.Pair), .. WithinPair], values)];
}

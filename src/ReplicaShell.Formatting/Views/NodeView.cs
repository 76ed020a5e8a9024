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

    private static readonly Column<ReplicaNode> Detail = new("Detail", node => node.Detail);

    /// <summary>The columns for these nodes: that of the details only where there are any.</summary>
    public static Column<ReplicaNode>[] ColumnsFor(IReadOnlyList<ReplicaNode> nodes) =>
        nodes.Any(node => node.Detail is not null) ? [.. WithinPair, Detail] : WithinPair;

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<ReplicaNode> values) =>
        [Grid.First([new("Pair", node => node.Pair), .. ColumnsFor(values)], values)];
}

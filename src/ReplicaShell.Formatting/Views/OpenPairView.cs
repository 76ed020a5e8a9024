using ReplicaShell.Formatting.Content;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Formatting.Views;

/// <summary>A pair that is open: what is known of it without asking its servers, and how to ask them.</summary>
internal sealed class OpenPairView : ViewOf<Pair>
{
    private static readonly Column<Pair>[] Columns =
    [
        new("Pair", pair => pair.Name),
        new("Engine", pair => pair.Definition.Engine.ToString()),
        new("Mode", pair => pair.Definition.Mode.ToString()),
        new("Leader", pair => pair.Definition.Leader is { } leader ? leader : Cell.Absent("none")),
        new("PostgreSQL", pair => pair.Definition.PostgresVersion),
        new("Created (UTC)", pair => Quantity.Date(pair.Definition.CreatedAt)),
    ];

    private static readonly Column<NodeDefinition>[] Nodes =
    [
        new("Node", node => node.Name),
        new("Port", node => Quantity.Number(node.Port), IsNumber: true),
        new("Fenced", node => Quantity.YesNo(node.Fenced)),
        new("Detached", node => Quantity.YesNo(node.Detached)),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(Pair value) =>
        [
            Grid.First(Columns, [value]),
            Grid.First(Nodes, value.Definition.Nodes),
            new Sentence($"Its state: await new PairCatalogue().GetAsync(\"{value.Name}\", default)"),
        ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<Pair> values) => [Grid.First(Columns, values)];
}

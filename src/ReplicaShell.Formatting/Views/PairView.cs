using ReplicaShell.Formatting.Content;
using ReplicaShell.Topology;

namespace ReplicaShell.Formatting.Views;

/// <summary>A pair: what it is, why it is not ready if it is not, and its nodes.</summary>
internal sealed class PairView : ViewOf<ReplicaPair>
{
    private static readonly Column<ReplicaPair>[] Columns =
    [
        new("Pair", pair => pair.Name),
        new("State", pair => Tones.Of(pair.State)),
        new("Mode", ModeOf),
        new("Leader", pair => pair.Leader is { } leader ? leader : Cell.Absent("none")),
        new("Timeline", pair => Quantity.Number(pair.Timeline), IsNumber: true),
        new("PostgreSQL", pair => pair.PostgresVersion),
        new("Engine", pair => pair.Engine.ToString()),
        new("Created (UTC)", pair => Quantity.Date(pair.CreatedAt)),
    ];

    private static Cell ModeOf(ReplicaPair pair) =>
        (pair.Mode == ReplicationMode.Quorum ? $"Quorum {pair.Quorum}" : pair.Mode.ToString())
        + pair.Commit switch
        {
            CommitLevel.RemoteWrite => ", remote_write",
            CommitLevel.RemoteApply => ", remote_apply",
            _ => string.Empty,
        };

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(ReplicaPair value)
    {
        yield return Grid.First(Columns, [value]);
        foreach (var reason in value.Reasons)
        {
            yield return new Sentence(reason, Tones.Of(value.State).Tone);
        }

        foreach (var note in value.Notes)
        {
            yield return new Sentence(note);
        }

        yield return Grid.First(NodeView.ColumnsFor(value.Nodes), value.Nodes);
    }

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<ReplicaPair> values) =>
        [
            Grid.First(
                [.. Columns, new("Nodes", pair => string.Join(", ", pair.Nodes.Select(node => node.Node)))],
                values
            ),
        ];
}

using ReplicaShell.Formatting.Content;
using ReplicaShell.Topology;

namespace ReplicaShell.Formatting.Views;

/// <summary>Positions: as PostgreSQL writes them, and as the number of bytes that they are.</summary>
internal sealed class LsnView : ViewOf<Lsn>
{
    private static readonly Column<Lsn>[] Columns =
    [
        new("LSN", position => position.ToString(), IsNumber: true),
        new("Bytes from the beginning of the log", Bytes, IsNumber: true),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(Lsn value) => [new Sentence(value.ToString())];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<Lsn> values) => [Grid.First(Columns, values)];

    private static Cell Bytes(Lsn position) =>
        position.Value <= long.MaxValue ? Quantity.Count((long)position.Value) : $"{position.Value}";
}

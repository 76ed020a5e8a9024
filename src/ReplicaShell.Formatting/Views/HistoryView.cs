using ReplicaShell.Formatting.Content;
using ReplicaShell.History;

namespace ReplicaShell.Formatting.Views;

/// <summary>A history: when it began, how its operations ended, and the first of them.</summary>
internal sealed class HistoryView : ViewOf<OperationHistory>
{
    private static readonly Column<OperationHistory>[] Columns =
    [
        new("Began (UTC)", history => Quantity.Date(history.StartedAt)),
        new("Operations", history => Quantity.Count(history.Count), IsNumber: true),
        new("Ok", history => Count(history, Outcome.Ok), IsNumber: true),
        new("Failed", history => Count(history, Outcome.Failed), IsNumber: true),
        new("Unknown", history => Count(history, Outcome.Unknown), IsNumber: true),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(OperationHistory value) =>
        [Grid.First(Columns, [value]), Grid.First(OperationView.Columns, value)];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<OperationHistory> values) =>
        [Grid.First(Columns, values)];

    private static Cell Count(OperationHistory history, Outcome outcome) =>
        Quantity.Count(history.Count(operation => operation.Outcome == outcome));
}

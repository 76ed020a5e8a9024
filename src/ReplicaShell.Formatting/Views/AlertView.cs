using ReplicaShell.Formatting.Content;
using ReplicaShell.Replication.Alerts;

namespace ReplicaShell.Formatting.Views;

/// <summary>Alerts as they fired and ended.</summary>
internal sealed class AlertView : ViewOf<AlertEvent>
{
    private static readonly Column<AlertEvent>[] Columns =
    [
        new("Time (UTC)", alert => Quantity.Clock(alert.Time)),
        new("Change", alert => new(alert.Change.ToString(), alert.Change == AlertChange.Fired ? Tone.Bad : Tone.Good)),
        new("Rule", alert => alert.Rule),
        new("Node", alert => alert.Node),
        new("Value", alert => Number(alert.Value, alert), IsNumber: true),
        new("Threshold", alert => Number(alert.Threshold, alert), IsNumber: true),
        new("Unit", alert => alert.Unit),
        new("Seen", alert => alert.Message),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<AlertEvent> values) => [Grid.First(Columns, values)];

    private static Cell Number(double? number, AlertEvent alert) =>
        alert.Unit is null ? Cell.Absent("-")
        : number is { } known ? known.ToString("#,0.#", Quantity.Grouped)
        : Cell.Unknown;
}

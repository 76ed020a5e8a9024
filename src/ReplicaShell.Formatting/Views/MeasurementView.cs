using ReplicaShell.Formatting.Content;
using ReplicaShell.Measurements;

namespace ReplicaShell.Formatting.Views;

/// <summary>Many failovers: a row for each mode and distance.</summary>
internal sealed class MeasurementView : ViewOf<FailoverMeasurement>
{
    private static readonly Column<FailoverMeasurement>[] Columns =
    [
        new("Failovers", result => Quantity.Count(result.Runs.Count), IsNumber: true),
        new("Engine", result => result.Engine.ToString()),
        new("PostgreSQL", result => result.PostgresVersion),
        new("Followers", result => Quantity.Count(result.FollowerCount), IsNumber: true),
        new("Clients", result => Quantity.Count(result.Clients), IsNumber: true),
        new("Seed", result => Quantity.Number(result.Seed), IsNumber: true),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(FailoverMeasurement value) =>
        [Grid.First(FailoverGroupView.Columns, value.Groups), Grid.First(Columns, [value])];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<FailoverMeasurement> values) =>
        [Grid.First(Columns, values)];
}

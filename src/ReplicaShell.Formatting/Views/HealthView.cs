using System.Globalization;
using ReplicaShell.Formatting.Content;
using ReplicaShell.Replication.Health;

namespace ReplicaShell.Formatting.Views;

/// <summary>Health checks: a sentence for the whole, then each with its value, its threshold and advice.</summary>
internal sealed class HealthView : ViewOf<HealthCheck>
{
    private static readonly Column<HealthCheck>[] Columns =
    [
        new("Check", check => check.Name),
        new("Node", check => check.Node),
        new("Status", check => new(check.Status.ToString(), ToneOf(check.Status))),
        new("Value", check => Number(check.Value, check), IsNumber: true),
        new("Threshold", check => Number(check.Threshold, check), IsNumber: true),
        new("Unit", check => check.Unit),
        new("Finding", check => check.Message),
        new("Advice", check => check.Advice),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<HealthCheck> values)
    {
        var good = values.Count(check => check.Status == HealthStatus.Ok);
        var worst =
            values.Any(check => check.Status == HealthStatus.Critical) ? Tone.Bad
            : values.All(check => check.Status == HealthStatus.Ok) ? Tone.Good
            : Tone.Fair;
        yield return new Sentence(FormattableString.Invariant($"{good} of {values.Count} checks are content."), worst);
        yield return Grid.First(Columns, values);
    }

    private static Tone ToneOf(HealthStatus status) =>
        status switch
        {
            HealthStatus.Ok => Tone.Good,
            HealthStatus.Warning => Tone.Fair,
            HealthStatus.Critical => Tone.Bad,
            _ => Tone.Idle,
        };

    /// <summary>A check without a unit has no number; one with a unit and none could not be asked.</summary>
    private static Cell Number(double? number, HealthCheck check) =>
        check.Unit is null ? Cell.Absent("-")
        : number is not { } known ? Cell.Unknown
        : check.Unit.Contains('%', StringComparison.Ordinal) ? known.ToString("0.0", CultureInfo.InvariantCulture)
        : Quantity.Count((long)known);
}

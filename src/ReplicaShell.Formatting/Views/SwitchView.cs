using ReplicaShell.Failover.Switchover;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>A switchover: who leads now, for how long nobody could write, and the phases.</summary>
internal sealed class SwitchView : ViewOf<SwitchResult>
{
    private static readonly Column<SwitchResult>[] Columns =
    [
        new("Pair", result => result.Pair),
        new("Leader", result => $"{result.OldLeader} → {result.NewLeader}"),
        new("Timeline", result => FormattableString.Invariant($"{result.OldTimeline} → {result.NewTimeline}")),
        new("Mode", result => result.Mode.ToString()),
        new("Downtime (ms)", result => Quantity.Milliseconds(result.Downtime), IsNumber: true),
        new("Total (ms)", result => Quantity.Milliseconds(result.Total), IsNumber: true),
        new("Acknowledged", result => Quantity.Number(result.Acknowledged), IsNumber: true),
        new("Unknown", result => Quantity.Number(result.Unknown), IsNumber: true),
        new("Streaming", result => string.Join(", ", result.Streaming)),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(SwitchResult value)
    {
        yield return Grid.First(Columns, [value]);
        if (value.Warning is { } warning)
        {
            yield return new Sentence(warning, Tone.Fair);
        }

        yield return Grid.First(SwitchPhaseView.Columns, value.Phases);
    }

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<SwitchResult> values) => [Grid.First(Columns, values)];
}

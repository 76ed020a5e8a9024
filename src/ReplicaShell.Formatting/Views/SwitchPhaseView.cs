using ReplicaShell.Failover.Switchover;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>The phases of a switchover.</summary>
internal sealed class SwitchPhaseView : ViewOf<SwitchPhase>
{
    public static readonly Column<SwitchPhase>[] Columns =
    [
        new("Phase", phase => phase.Name),
        new("Begin (ms)", phase => Quantity.Milliseconds(phase.Begin), IsNumber: true),
        new("Duration (ms)", phase => Quantity.Milliseconds(phase.Duration), IsNumber: true),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<SwitchPhase> values) => [Grid.First(Columns, values)];
}

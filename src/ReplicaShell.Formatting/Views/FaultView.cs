using ReplicaShell.Faults;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>Faults that are in force.</summary>
internal sealed class FaultView : ViewOf<Fault>
{
    private static readonly Column<Fault>[] Columns =
    [
        new("Node", fault => fault.Node),
        new("Fault", fault => fault.Description),
        new("Since (UTC)", fault => Quantity.Clock(fault.InjectedAt)),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<Fault> values) => [Grid.First(Columns, values)];
}

using System.Globalization;
using ReplicaShell.Formatting.Content;
using ReplicaShell.History;

namespace ReplicaShell.Formatting.Views;

/// <summary>Operations of clients; of many the first.</summary>
internal sealed class OperationView : ViewOf<Operation>
{
    public static readonly Column<Operation>[] Columns =
    [
        new("Index", operation => Quantity.Number(operation.Index), IsNumber: true),
        new("Client", operation => Quantity.Number(operation.Client), IsNumber: true),
        new("Kind", operation => operation.Kind.ToString()),
        new("Key", operation => operation.Key.ToString(CultureInfo.InvariantCulture), IsNumber: true),
        new("Sent (ms)", operation => Quantity.Milliseconds(operation.Invoked), IsNumber: true),
        new("Latency (ms)", operation => Quantity.Milliseconds(operation.Latency), IsNumber: true),
        new("Outcome", operation => Tones.Of(operation.Outcome)),
        new("Node", operation => operation.Node is { } node ? node : Cell.Absent("none")),
        new("Error", operation => operation.Error),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<Operation> values) => [Grid.First(Columns, values)];
}

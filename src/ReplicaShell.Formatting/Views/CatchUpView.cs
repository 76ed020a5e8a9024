using ReplicaShell.Drills;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>How followers caught up: what was missing, when they were back, how fast it went.</summary>
internal sealed class CatchUpView : ViewOf<CatchUpResult>
{
    private static readonly Column<CatchUpResult>[] Columns =
    [
        new("Pair", result => result.Pair),
        new("Node", result => result.Node),
        new("Missing (bytes)", result => Quantity.Bytes(result.Bytes), IsNumber: true),
        new("Receives after (ms)", result => Quantity.Milliseconds(result.ToReceiving), IsNumber: true),
        new("Streams after (ms)", result => Quantity.Milliseconds(result.ToStreaming), IsNumber: true),
        new("Caught up after (ms)", result => Quantity.Milliseconds(result.ToCaughtUp), IsNumber: true),
        new("Speed (bytes/s)", Speed, IsNumber: true),
        new("Most kept (bytes)", MostKept, IsNumber: true),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<CatchUpResult> values) => [Grid.First(Columns, values)];

    private static Cell Speed(CatchUpResult result) =>
        result.BytesPerSecond is { } speed ? Quantity.Bytes((long)speed)
        : result.Bytes == 0 ? Cell.Absent("nothing missing")
        : Cell.Unknown;

    private static Cell MostKept(CatchUpResult result) =>
        result.MostRetainedBytes is { } bytes ? Quantity.Bytes(bytes) : Cell.Absent("no slot");
}

using ReplicaShell.History;

namespace ReplicaShell.Core.Tests.History;

public class OperationHistoryTests
{
    [Fact]
    public void Operations_given_in_any_order_are_ordered_and_numbered_anew()
    {
        var late = new Operation(
            5,
            1,
            OperationKind.Write,
            2,
            TimeSpan.FromSeconds(2),
            TimeSpan.FromSeconds(3),
            Outcome.Unknown,
            "node1",
            "the connection broke"
        );
        var early = late with { Key = 1, Invoked = TimeSpan.FromSeconds(1), Error = null, Outcome = Outcome.Ok };
        var start = new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

        var history = OperationHistory.From(start, [late, early]);

        Assert.Equal([early with { Index = 0 }, late with { Index = 1 }], history);
        Assert.Equal(start.AddSeconds(3), history.TimeOf(history[1].Completed));
    }
}

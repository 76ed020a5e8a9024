using ReplicaShell.Checkers;
using ReplicaShell.History;

namespace ReplicaShell.Core.Tests.Checkers;

public class LostWritesCheckerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_was_acknowledged_and_is_not_there_is_lost_with_a_counterexample()
    {
        var history = Writes([.. Enumerable.Range(17, 20).Select(key => (key, Outcome.Ok, (string?)null))]);

        var verdict = LostWritesChecker.Check(history, [1, 2, 3], "node2");

        Assert.Equal(20, verdict.Attempted);
        Assert.Equal(20, verdict.Acknowledged);
        Assert.Equal(20, verdict.Lost);
        Assert.Equal(Enumerable.Range(17, 20), verdict.LostKeys);
        Assert.Equal(
            "productId 17, written at 12:00:01.234 by client 0 on node1 and acknowledged, is not on node2: "
                + "20 of 20 acknowledged writes are lost.",
            verdict.Explanation
        );
        Assert.Equal(history[0], verdict.Counterexample);
    }

    [Fact]
    public void The_counterexample_is_the_write_that_was_invoked_first_not_the_lowest_key()
    {
        var history = Writes([(30, Outcome.Ok, null), (5, Outcome.Ok, null), (40, Outcome.Ok, null)]);

        var verdict = LostWritesChecker.Check(history, [30], "node2");

        Assert.Equal([5, 40], verdict.LostKeys);
        Assert.StartsWith("productId 5, written at 12:00:02.234 by", verdict.Explanation, StringComparison.Ordinal);
        Assert.EndsWith("2 of 3 acknowledged writes are lost.", verdict.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_writes_are_neither_acknowledged_nor_lost()
    {
        var history = Writes([(1, Outcome.Unknown, "broke"), (2, Outcome.Unknown, "broke"), (3, Outcome.Failed, "no")]);

        var verdict = LostWritesChecker.Check(history, [2], "node2");

        Assert.Equal(
            (0, 2, 1, 0, 1),
            (verdict.Acknowledged, verdict.Unknown, verdict.Failed, verdict.Lost, verdict.Recovered)
        );
        Assert.Equal(
            "None of 3 writes was acknowledged, so none could be lost. "
                + "2 writes with an unknown outcome are neither acknowledged nor lost; 1 of them is on node2.",
            verdict.Explanation
        );
    }

    [Fact]
    public void A_failed_write_that_is_there_is_told()
    {
        var history = Writes([(1, Outcome.Ok, null), (2, Outcome.Failed, "disk full")]);

        var verdict = LostWritesChecker.Check(history, [1, 2], "node2");

        Assert.Equal([2], verdict.UnexpectedKeys);
        Assert.Equal(
            "The only acknowledged write is on node2: nothing is lost. "
                + "The write of productId 2 by client 0 failed on node1 at 12:00:02.234 (disk full), yet it is on node2: "
                + "1 write that failed is there.",
            verdict.Explanation
        );
    }

    [Fact]
    public void What_any_of_several_nodes_has_is_not_lost()
    {
        var history = Writes([.. Enumerable.Range(1, 6).Select(key => (key, Outcome.Ok, (string?)null))]);

        var verdict = LostWritesChecker.Check(
            history,
            [new NodeKeys("node2", new List<int> { 1, 2 }), new NodeKeys("node3", [2, 4, 5])]
        );

        Assert.Equal([3, 6], verdict.LostKeys);
        Assert.Equal(3, verdict.Counterexample?.Key);
        Assert.Equal(
            "productId 3, written at 12:00:03.234 by client 0 on node1 and acknowledged, is on none of node2, node3: "
                + "2 of 6 acknowledged writes are lost.",
            verdict.Explanation
        );
    }

    [Fact]
    public void Nothing_written_is_nothing_lost()
    {
        var verdict = LostWritesChecker.Check(Writes([]), [1, 2, 3]);

        Assert.Equal(0, verdict.Attempted);
        Assert.Empty(verdict.LostKeys);
        Assert.Null(verdict.Counterexample);
        Assert.Equal("Nothing was written, so nothing could be lost.", verdict.Explanation);
    }

    [Theory]
    [InlineData(0, 30)]
    [InlineData(int.MinValue, int.MaxValue)]
    public void Random_histories_are_judged_as_a_naive_model_judges_them(int lowest, int highest)
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            // Few keys, so that the same key is often written twice with different outcomes.
            var keys = Enumerable.Range(0, 12).Select(_ => random.Next(lowest, highest)).ToArray();
            var present = keys.Where(_ => random.Next(2) == 0).ToHashSet();
            var history = OperationHistory.From(
                Noon,
                Enumerable
                    .Range(0, random.Next(40))
                    .Select(index => new Operation(
                        index,
                        random.Next(4),
                        random.Next(5) == 0 ? OperationKind.Read : OperationKind.Write,
                        keys[random.Next(keys.Length)],
                        new TimeSpan(random.Next(1000)),
                        new TimeSpan(1000 + random.Next(1000)),
                        (Outcome)random.Next(3),
                        "node1",
                        null
                    ))
            );

            var verdict = LostWritesChecker.Check(history, present, "node2");
            var expected = NaiveLostWrites.Of(history, present);

            Assert.Equal(expected.LostKeys, verdict.LostKeys);
            Assert.Equal(expected.LostKeys.Length, verdict.Lost);
            Assert.Equal(expected.Recovered, verdict.Recovered);
            Assert.Equal(expected.UnexpectedKeys, verdict.UnexpectedKeys);
            Assert.Equal(verdict.Attempted, verdict.Acknowledged + verdict.Unknown + verdict.Failed);
            Assert.Equal(history.Count(operation => operation.Kind == OperationKind.Write), verdict.Attempted);
        }
    }

    private static OperationHistory Writes(IReadOnlyList<(int Key, Outcome Outcome, string? Error)> writes) =>
        OperationHistory.From(
            Noon,
            writes.Select(
                (write, index) =>
                    new Operation(
                        index,
                        0,
                        OperationKind.Write,
                        write.Key,
                        TimeSpan.FromSeconds(1 + index),
                        TimeSpan.FromSeconds(1.234 + index),
                        write.Outcome,
                        "node1",
                        write.Error
                    )
            )
        );
}

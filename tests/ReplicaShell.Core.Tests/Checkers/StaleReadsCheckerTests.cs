using ReplicaShell.Checkers;
using ReplicaShell.History;

namespace ReplicaShell.Core.Tests.Checkers;

public class StaleReadsCheckerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_read_that_misses_what_was_acknowledged_before_it_began_is_stale()
    {
        var history = Of(
            Write(client: 3, key: 17, from: 10, to: 20),
            Read(client: 1, 17, from: 25, to: 26, found: false)
        );

        var verdict = StaleReadsChecker.Check(history);

        Assert.Equal((1, 1, 1), (verdict.Reads, verdict.Missed, verdict.Stale));
        Assert.Equal((0, 0), (verdict.ReadYourWrites, verdict.MonotonicReads));
        Assert.Equal([17], verdict.StaleKeys);
        Assert.Equal(TimeSpan.FromMilliseconds(5), verdict.Staleness);
        Assert.Equal(history[1], verdict.Counterexample);
        Assert.Equal(
            "productId 17 was known from 12:00:00.020 on, yet client 1 read on node2 at 12:00:00.025, 5 ms later, and it "
                + "was not there: 1 of 1 read is stale. No client missed what it had written or read itself.",
            verdict.Explanation
        );
    }

    [Theory]
    [InlineData(15, 30)]
    [InlineData(20, 30)]
    [InlineData(5, 12)]
    public void A_read_that_began_before_the_acknowledgement_may_miss_it(int from, int to)
    {
        var verdict = StaleReadsChecker.Check(Of(Write(0, 17, 10, 20), Read(1, 17, from, to, found: false)));

        Assert.Equal((1, 0), (verdict.Missed, verdict.Stale));
        Assert.Null(verdict.Staleness);
        Assert.Equal("The only read is not stale.", verdict.Explanation);
    }

    [Theory]
    [InlineData(Outcome.Failed)]
    [InlineData(Outcome.Unknown)]
    public void What_was_not_acknowledged_need_not_be_there(Outcome outcome)
    {
        var verdict = StaleReadsChecker.Check(Of(Write(0, 17, 10, 20, outcome), Read(0, 17, 30, 31, found: false)));

        Assert.Equal(0, verdict.Stale);
    }

    [Fact]
    public void An_unknown_write_that_was_seen_once_must_stay()
    {
        var verdict = StaleReadsChecker.Check(
            Of(
                Write(0, 17, 10, 20, Outcome.Unknown),
                Read(1, 17, 30, 31, found: true),
                Read(2, 17, 40, 41, found: false)
            )
        );

        Assert.Equal((1, 0, 0), (verdict.Stale, verdict.ReadYourWrites, verdict.MonotonicReads));
    }

    [Fact]
    public void Each_client_is_promised_its_own_writes_and_what_it_has_read()
    {
        var verdict = StaleReadsChecker.Check(
            Of(
                Write(0, 17, 10, 20),
                Read(0, 17, 30, 31, found: false),
                Read(1, 17, 32, 33, found: true),
                Read(1, 17, 34, 35, found: false),
                Read(2, 17, 36, 37, found: false)
            )
        );

        Assert.Equal((4, 3, 1, 1), (verdict.Reads, verdict.Stale, verdict.ReadYourWrites, verdict.MonotonicReads));
        Assert.EndsWith(
            "3 of 4 reads are stale. 1 missed the client's own write (read your writes), 1 what the client had read before "
                + "(monotonic reads).",
            verdict.Explanation,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Nothing_read_is_nothing_stale()
    {
        Assert.Equal(
            "Nothing was read, so nothing could be stale.",
            StaleReadsChecker.Check(Of(Write(0, 1, 0, 1))).Explanation
        );
        Assert.Equal(0, StaleReadsChecker.Check(Of()).Reads);
    }

    [Theory]
    [InlineData(0, 30, 0, 4)]
    [InlineData(int.MinValue, int.MaxValue, 0, 4)]
    [InlineData(0, 30, int.MinValue, int.MaxValue)]
    public void Random_histories_are_judged_as_a_naive_model_judges_them(int lowest, int highest, int low, int high)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var history = Random(new Random(seed), lowest, highest, low, high);

            var verdict = StaleReadsChecker.Check(history);
            var expected = NaiveStaleReads.Of(history);

            Assert.Equal(expected.Stale.Length, verdict.Stale);
            Assert.Equal(expected.ReadYourWrites, verdict.ReadYourWrites);
            Assert.Equal(expected.MonotonicReads, verdict.MonotonicReads);
            Assert.Equal(expected.Stale.Select(index => history[index].Key).Distinct().Order(), verdict.StaleKeys);
            Assert.Equal(expected.Stale.Cast<int?>().FirstOrDefault(), verdict.Counterexample?.Index);
        }
    }

    /// <summary>Few keys and clients, so that most things happen; each client does one operation after the other.</summary>
    private static OperationHistory Random(Random random, int lowest, int highest, int low, int high)
    {
        var keys = Enumerable.Range(0, 6).Select(_ => random.Next(lowest, highest)).ToArray();
        var clients = Enumerable.Range(0, 3).Select(_ => random.Next(low, high)).Distinct().ToArray();
        var operations = new List<Operation>();
        foreach (var client in clients)
        {
            var at = 0;
            for (var left = random.Next(15); left > 0; left--)
            {
                var from = at + 1 + random.Next(3);
                at = from + random.Next(5);
                var key = keys[random.Next(keys.Length)];
                operations.Add(
                    random.Next(2) == 0
                        ? Write(client, key, from, at, (Outcome)random.Next(3))
                        : Read(client, key, from, at, random.Next(2) == 0)
                );
            }
        }

        return Of([.. operations]);
    }

    private static Operation Write(int client, int key, int from, int to, Outcome outcome = Outcome.Ok) =>
        new(0, client, OperationKind.Write, key, Ms(from), Ms(to), outcome, "node1", null);

    private static Operation Read(int client, int key, int from, int to, bool found) =>
        new(0, client, OperationKind.Read, key, Ms(from), Ms(to), Outcome.Ok, "node2", null, found);

    private static OperationHistory Of(params Operation[] operations) => OperationHistory.From(Noon, operations);

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}

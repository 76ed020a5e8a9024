using ReplicaShell.History;

namespace ReplicaShell.Core.Tests.History;

public class HistoryRecorderTests
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void An_operation_comes_back_as_it_was_recorded()
    {
        var recorder = new HistoryRecorder();
        var client = recorder.AddClient();
        client.Record(OperationKind.Write, 17, Millisecond, 3 * Millisecond, Outcome.Ok, "node1");
        client.Record(OperationKind.Read, 18, 4 * Millisecond, 9 * Millisecond, Outcome.Failed, null, "refused");

        var history = recorder.ToHistory();

        Assert.Equal(
            [
                new Operation(0, 0, OperationKind.Write, 17, Millisecond, 3 * Millisecond, Outcome.Ok, "node1", null),
                new Operation(
                    1,
                    0,
                    OperationKind.Read,
                    18,
                    4 * Millisecond,
                    9 * Millisecond,
                    Outcome.Failed,
                    null,
                    "refused"
                ),
            ],
            history
        );
        Assert.Equal(5 * Millisecond, history[1].Latency);
        Assert.Equal(recorder.StartedAt + (3 * Millisecond), history.TimeOf(history[0].Completed));
    }

    [Fact]
    public void Clients_are_merged_by_the_moment_of_invocation()
    {
        var random = new Random(7);
        var recorder = new HistoryRecorder();
        var expected = new List<(long Invoked, int Client, int Key)>();
        for (var client = 0; client < 5; client++)
        {
            var one = recorder.AddClient();
            var now = 0L;
            // Enough for several chunks, and few enough moments that clients often share one.
            for (var key = 0; key < 5_000; key++)
            {
                now += random.Next(3);
                one.Record(OperationKind.Write, key, new TimeSpan(now), new TimeSpan(now), Outcome.Ok, "node1");
                expected.Add((now, client, key));
            }
        }

        var history = recorder.ToHistory();

        Assert.Equal(
            expected.OrderBy(entry => entry.Invoked).ThenBy(entry => entry.Client),
            history.Select(operation => (operation.Invoked.Ticks, operation.Client, operation.Key))
        );
        Assert.Equal(Enumerable.Range(0, 25_000), history.Select(operation => operation.Index));
    }

    [Fact]
    public async Task A_history_may_be_taken_while_clients_record()
    {
        const int PerClient = 200_000;
        var recorder = new HistoryRecorder();
        var clients = Enumerable.Range(0, 3).Select(_ => recorder.AddClient()).ToArray();
        var recording = Task.WhenAll(
            clients.Select(client =>
                Task.Run(
                    () =>
                    {
                        for (var key = 1; key <= PerClient; key++)
                        {
                            client.Record(OperationKind.Write, key, client.Elapsed, Outcome.Ok, "node1");
                        }
                    },
                    TestContext.Current.CancellationToken
                )
            )
        );

        var taken = 0;
        do
        {
            var history = recorder.ToHistory();
            Assert.True(history.Count >= taken);
            taken = history.Count;
            foreach (var ofClient in history.GroupBy(operation => operation.Client))
            {
                // Nothing torn, nothing missing: each client's keys are 1, 2, 3, ...
                Assert.Equal(Enumerable.Range(1, ofClient.Count()), ofClient.Select(operation => operation.Key));
            }
        } while (!recording.IsCompleted);

        await recording;
        Assert.Equal(3 * PerClient, recorder.ToHistory().Count);
    }

    [Fact]
    public void A_client_cannot_go_back_in_time()
    {
        var client = new HistoryRecorder().AddClient();
        client.Record(OperationKind.Write, 1, 5 * Millisecond, 6 * Millisecond, Outcome.Ok, "node1");

        Assert.Throws<ArgumentOutOfRangeException>(() =>
            client.Record(OperationKind.Write, 2, 4 * Millisecond, 6 * Millisecond, Outcome.Ok, "node1")
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            client.Record(OperationKind.Write, 2, 7 * Millisecond, 6 * Millisecond, Outcome.Ok, "node1")
        );
    }

    [Fact]
    public void Too_many_different_errors_are_kept_as_one()
    {
        var recorder = new HistoryRecorder();
        var client = recorder.AddClient();
        for (var key = 0; key < 70_000; key++)
        {
            client.Record(OperationKind.Write, key, TimeSpan.Zero, TimeSpan.Zero, Outcome.Failed, null, $"error {key}");
        }

        var history = recorder.ToHistory();

        Assert.Equal("error 0", history[0].Error);
        Assert.Equal("error 65533", history[65_533].Error);
        Assert.Equal("another error (too many different ones to keep)", history[65_534].Error);
        Assert.Equal("another error (too many different ones to keep)", history[69_999].Error);
    }
}

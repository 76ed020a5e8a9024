using ReplicaShell.Checkers;
using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Faults;
using ReplicaShell.History;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Checkers;

/// <summary>Stale reads as servers give them.</summary>
public sealed class StaleFollowerTests(PairLease lease) : IClassFixture<PairLease>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_follower_that_does_not_replay_is_caught_by_what_its_clients_know()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var follower = pair.Follower(null);
        var recorder = new HistoryRecorder();
        var (writer, reader) = (recorder.AddClient(), recorder.AddClient());
        var key = await pair.NewKeyAsync();
        await using (await ReplayFault.PauseAsync(pair, follower, Token))
        {
            var invoked = writer.Elapsed;
            await pair.InsertAsync(pair.Leader, key);
            writer.Record(OperationKind.Write, key, invoked, Outcome.Ok, pair.Leader.Name);
            await ReadAsync(reader, pair.Leader, key);
            await ReadAsync(reader, follower, key);
            await ReadAsync(writer, follower, key);
        }

        await pair.ArrivesAsync(follower, key);
        await ReadAsync(writer, follower, key);

        var verdict = StaleReadsChecker.Check(recorder.ToHistory());

        Assert.Equal((4, 2, 2), (verdict.Reads, verdict.Missed, verdict.Stale));
        Assert.Equal((1, 1), (verdict.ReadYourWrites, verdict.MonotonicReads));
        Assert.Equal(follower.Name, verdict.Counterexample?.Node);
        Assert.Equal([key], verdict.StaleKeys);

        async Task ReadAsync(ClientRecorder client, NodeDefinition node, int wanted)
        {
            var invoked = client.Elapsed;
            var found = await pair.HasRowAsync(node, wanted);
            client.Record(OperationKind.Read, wanted, invoked, Outcome.Ok, node.Name, null, found);
        }
    }
}

using Npgsql;
using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Faults;

/// <summary>A crash is a crash: nothing of the server survives it, nor does what it was doing.</summary>
public sealed class CrashTests(PairLease lease) : IClassFixture<PairLease>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_process_of_the_node_is_left_when_it_returns()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await using var session = await pair.OpenAsync(pair.Leader);
        var data = TestHome.Layout.Node(pair.Name, "node1").Data;
        Assert.True(Leftovers.Processes(data).Count > 5);
        var before = DateTimeOffset.UtcNow;
        var crash = await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        Assert.Empty(Leftovers.Processes(data));
        Assert.InRange(crash.InjectedAt, before, DateTimeOffset.UtcNow);
        await crash.HealAsync(Token);
    }

    [Fact]
    public async Task A_statement_that_runs_at_the_crash_does_not_succeed()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var key = await pair.NewKeyAsync();
        await using var session = await pair.OpenAsync(pair.Leader);
        var statement = RunAsync(session, $"insert into inventory select {key}, 'x' from pg_sleep(600)");
        Assert.True(
            await PairSteps.BecomesTrueAsync(async () =>
                await pair.ScalarAsync<bool>(
                    pair.Leader,
                    "select exists (select from pg_stat_activity where wait_event = 'PgSleep')"
                )
            )
        );
        await using (await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token))
        {
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => statement);
        }

        Assert.False(await pair.HasRowAsync(pair.Leader, key));
    }

    [Fact]
    public async Task What_was_acknowledged_before_the_crash_is_there_after_it()
    {
        const int Writers = 4;
        await using var pair = await lease.GetAsync(new PairOptions());
        var first = await pair.NewKeyAsync();
        var acknowledged = new System.Collections.Concurrent.ConcurrentBag<int>();
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(writer), Token)).ToList();
        Assert.True(await PairSteps.BecomesTrueAsync(() => Task.FromResult(acknowledged.Count > 100)));
        await using (await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token))
        {
            foreach (var writer in writers)
            {
                await Assert.ThrowsAnyAsync<NpgsqlException>(() => writer);
            }
        }

        var present = await pair.ScalarAsync<int[]>(
            pair.Leader,
            $"select array_agg(productId) from inventory where productId >= {first}"
        );
        Assert.Empty(acknowledged.Except(present));
        // Each writer has one statement in flight at most, and that alone may be there unacknowledged.
        Assert.InRange(present.Except(acknowledged).Count(), 0, Writers);

        async Task WriteAsync(int writer)
        {
            await using var session = await pair.OpenAsync(pair.Leader);
            for (var key = first + writer; ; key += Writers)
            {
                await RunAsync(session, $"insert into inventory values ({key}, 'x')");
                acknowledged.Add(key);
            }
        }
    }

    [Fact]
    public async Task A_frozen_server_can_crash()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await NodeLifecycle.SuspendAsync(pair, "node2", Token);
        await using (await CrashFault.InjectAsync(pair, pair.Node("node2"), CrashMethod.Kill, Token))
        {
            Assert.Equal(NodeState.Crashed, await pair.StateAsync("node2"));
        }

        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_node_can_crash_and_come_back_many_times()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        for (var round = 0; round < 2; round++)
        {
            foreach (var name in new[] { "node1", "node2" })
            {
                await using (await CrashFault.InjectAsync(pair, pair.Node(name), CrashMethod.Kill, Token))
                {
                    Assert.Equal(NodeState.Crashed, await pair.StateAsync(name));
                }
            }
        }

        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_node_that_burns_down_has_nothing_to_start()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var fault = await CrashFault.InjectAsync(pair, pair.Node("node2"), CrashMethod.Remove, Token);
        Assert.False(Directory.Exists(TestHome.Layout.Node(pair.Name, "node2").Folder));
        await fault.HealAsync(Token);
        await PairSteps.FailsAsync("NodeLost", () => NodeLifecycle.StartAsync(pair, "node2", Token));
        Assert.Equal(PairState.Degraded, (await pair.ReadAsync()).State);
    }

    private static async Task RunAsync(NpgsqlConnection session, string sql)
    {
        await using var command = new NpgsqlCommand(sql, session) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(Token);
    }
}

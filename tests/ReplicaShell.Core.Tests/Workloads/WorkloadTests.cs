using ReplicaShell.Core.Tests.Servers;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.History;
using ReplicaShell.Workloads;

namespace ReplicaShell.Core.Tests.Workloads;

public sealed class WorkloadTests(PostgresServer server) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        await server.ExecuteAsync("truncate inventory; insert into inventory values (41, 'Compass', 1, now())");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_was_acknowledged_is_in_the_table_and_in_the_history()
    {
        var result = await RunAsync(new WorkloadOptions { Duration = TimeSpan.FromSeconds(1), Clients = 3 });

        Assert.Equal(("lab", "public.inventory", 3), (result.Pair, result.Table, result.Clients));
        Assert.InRange(result.Duration.TotalSeconds, 1, 2);
        Assert.True(result.Acknowledged > 50, $"only {result.Acknowledged} writes");
        Assert.Equal((result.Acknowledged, 0, 0), (result.Operations, result.Failed, result.Unknown));
        Assert.Empty(result.Errors);
        Assert.Equal(result.Acknowledged / result.Duration.TotalSeconds, result.Throughput, 6);
        Assert.True(result.LatencyMedian > TimeSpan.Zero);
        Assert.True(result.LatencyMedian <= result.Latency95 && result.Latency95 <= result.Latency99);
        Assert.Equal([0, 1, 2], result.History.Select(operation => operation.Client).Distinct().Order());
        Assert.All(result.History, operation => Assert.Equal("node1", operation.Node));
        // One after the other from the highest that was there.
        Assert.Equal(
            Enumerable.Range(42, result.Acknowledged),
            result.History.Select(operation => operation.Key).Order()
        );
        Assert.Equal(result.Acknowledged + 1, await server.ScalarAsync<long>("select count(*) from inventory"));
        Assert.Equal(
            "Item 42 42 True",
            await server.ScalarAsync<string>(
                """
                select format('%s %s %s', productName, quantity, case when lastUpdated is not null then 'True' end)
                from inventory where productId = 42
                """
            )
        );
    }

    [Fact]
    public async Task Reads_and_writes_come_in_the_share_that_was_asked_for()
    {
        var result = await RunAsync(
            new WorkloadOptions
            {
                Duration = TimeSpan.FromSeconds(1),
                Clients = 2,
                ReadRatio = 0.8,
            }
        );

        var reads = result.History.Where(operation => operation.Kind == OperationKind.Read).ToList();
        Assert.InRange((double)reads.Count / result.Operations, 0.7, 0.9);
        Assert.Equal(result.Operations, result.Acknowledged);
        var written = result
            .History.Where(operation => operation.Kind == OperationKind.Write)
            .Select(operation => operation.Key)
            .Append(41)
            .ToHashSet();
        Assert.All(reads, read => Assert.Contains(read.Key, written));
    }

    [Fact]
    public async Task A_rate_is_kept()
    {
        var result = await RunAsync(
            new WorkloadOptions
            {
                Duration = TimeSpan.FromSeconds(2),
                Clients = 2,
                Rate = 50,
            }
        );

        // 100 are due; a busy machine may not get to the last ones in time.
        Assert.InRange(result.Operations, 70, 100);
        // None before it was due: the nth after n/50 s.
        var invoked = result.History.Select(operation => operation.Invoked).ToList();
        Assert.All(
            Enumerable.Range(0, invoked.Count),
            n => Assert.True(invoked[n] >= TimeSpan.FromSeconds(n / 50.0), $"{n}: {invoked[n]}")
        );
    }

    [Fact]
    public async Task Clients_follow_the_leader_to_another_node()
    {
        await using var other = new PostgresServer();
        await other.InitializeAsync();
        await using var first = new PostgresServer();
        await first.InitializeAsync();
        var pair = new LeaderStub(first);
        var writing = new TaskCompletionSource();
        var failing = new TaskCompletionSource();
        var progress = new InlineProgress(report =>
        {
            if (report.Acknowledged > 100)
            {
                writing.TrySetResult();
            }

            if (report.Failed > 5)
            {
                failing.TrySetResult();
            }
        });
        var running = Workload.RunAsync(
            pair,
            new WorkloadOptions { Duration = TimeSpan.FromSeconds(4), Clients = 2 },
            progress,
            Token
        );

        await Task.WhenAny(writing.Task, running);
        var acknowledgedBefore = await first.ScalarAsync<long>("select count(*) from inventory");
        await first.StopAsync();
        await Task.WhenAny(failing.Task, running);
        pair.Move("node2", other);
        var result = await running;

        // Each client had at most one write in flight when the leader died.
        Assert.InRange(result.Unknown, 0, 2);
        Assert.True(result.Failed > 5);
        Assert.Contains(result.Errors, error => error.Text.Contains("refused", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(result.Failed + result.Unknown, result.Errors.Sum(error => error.Count));
        Assert.All(
            result.History.Where(operation => operation.Outcome == Outcome.Failed),
            operation => Assert.Null(operation.Node)
        );
        var byNode = result
            .History.Where(operation => operation.Outcome == Outcome.Ok)
            .CountBy(operation => operation.Node!)
            .ToDictionary();
        Assert.True(byNode["node1"] >= acknowledgedBefore);
        Assert.Equal(byNode["node2"], await other.ScalarAsync<long>("select count(*) from inventory"));
        Assert.Equal(Outcome.Ok, result.History[^1].Outcome);
        Assert.True(pair.Refreshes > 0);
    }

    [Fact]
    public async Task Cancelled_it_closes_its_connections_and_throws()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var progress = new InlineProgress(_ => cancel.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Workload.RunAsync(
                server,
                new WorkloadOptions { Duration = TimeSpan.FromMinutes(5) },
                progress,
                cancel.Token
            )
        );

        await NoClientIsLeftAsync();
    }

    [Fact]
    public async Task Cancelled_while_writes_wait_for_a_follower_it_ends_and_no_write_goes_on_waiting()
    {
        await server.ExecuteAsync("alter system set synchronous_standby_names = 'nobody'");
        await server.ExecuteAsync("select pg_reload_conf()");
        try
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var options = new WorkloadOptions
            {
                Duration = TimeSpan.FromMinutes(5),
                WriteTimeout = TimeSpan.FromMinutes(1),
            };
            var running = Workload.RunAsync(server, options, null, cancel.Token);
            Assert.True(
                await Until.TrueAsync(
                    async _ => await SessionsAsync("wait_event = 'SyncRep'") == options.Clients,
                    TimeSpan.FromSeconds(30),
                    Token
                )
            );

            await cancel.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                running.WaitAsync(TimeSpan.FromSeconds(10), Token)
            );
            await NoClientIsLeftAsync();
        }
        finally
        {
            await server.ExecuteAsync("alter system reset synchronous_standby_names");
            await server.ExecuteAsync("select pg_reload_conf()");
        }
    }

    [Fact]
    public async Task Writes_whose_wait_for_a_follower_was_given_up_are_unknown_and_in_the_table()
    {
        await server.ExecuteAsync("alter system set synchronous_standby_names = 'nobody'");
        await server.ExecuteAsync("select pg_reload_conf()");
        WorkloadResult result;
        try
        {
            result = await RunAsync(
                new WorkloadOptions
                {
                    Duration = TimeSpan.FromSeconds(2),
                    Clients = 2,
                    WriteTimeout = TimeSpan.FromMilliseconds(300),
                }
            );
        }
        finally
        {
            await server.ExecuteAsync("alter system reset synchronous_standby_names");
            await server.ExecuteAsync("select pg_reload_conf()");
        }

        Assert.True(result.Unknown >= 2, $"{result.Unknown}");
        Assert.Equal(0, result.Failed);
        Assert.All(
            result.History.Where(operation => operation.Outcome == Outcome.Unknown),
            operation =>
            {
                Assert.Contains("synchronous replication", operation.Error, StringComparison.Ordinal);
                Assert.InRange(operation.Latency.TotalSeconds, 0.29, 2);
            }
        );
        Assert.Equal(result.Operations + 1, await server.ScalarAsync<long>("select count(*) from inventory"));
    }

    [Fact]
    public async Task What_the_server_refuses_is_failed_and_not_in_the_table()
    {
        await server.ExecuteAsync("alter table inventory add check (productId % 3 <> 0)");
        WorkloadResult result;
        try
        {
            result = await RunAsync(new WorkloadOptions { Duration = TimeSpan.FromSeconds(1), Clients = 2 });
        }
        finally
        {
            await server.ExecuteAsync("alter table inventory drop constraint inventory_productid_check");
        }

        Assert.True(result.Failed > 5, $"{result.Failed}");
        Assert.Equal(0, result.Unknown);
        Assert.All(
            result.History,
            operation => Assert.Equal(operation.Key % 3 == 0 ? Outcome.Failed : Outcome.Ok, operation.Outcome)
        );
        Assert.StartsWith("23514: ", Assert.Single(result.Errors).Text, StringComparison.Ordinal);
        Assert.Equal(result.Acknowledged + 1, await server.ScalarAsync<long>("select count(*) from inventory"));
    }

    [Fact]
    public async Task Sessions_that_the_server_ends_leave_unknown_writes_and_the_clients_come_back()
    {
        var writing = new TaskCompletionSource();
        var progress = new InlineProgress(report => writing.TrySetResult());
        var options = new WorkloadOptions { Duration = TimeSpan.FromSeconds(2), Clients = 4 };
        var running = Workload.RunAsync(server, options, progress, Token);
        await Task.WhenAny(writing.Task, running);

        await server.ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and query like 'insert%'"
        );
        var result = await running;

        // One in flight for each client at most; a client whose session ended between two writes was told so.
        Assert.InRange(result.Unknown + result.Failed, 1, 4);
        var there = await server.ScalarAsync<long>("select count(*) from inventory");
        Assert.InRange(there - 1, result.Acknowledged, result.Acknowledged + result.Unknown);
        Assert.Equal(
            4,
            result
                .History.Where(write => write.Outcome == Outcome.Ok)
                .TakeLast(100)
                .DistinctBy(write => write.Client)
                .Count()
        );
    }

    [Fact]
    public async Task Reads_tell_whether_the_row_was_there()
    {
        var options = new WorkloadOptions
        {
            Duration = TimeSpan.FromSeconds(1),
            Clients = 2,
            ReadRatio = 1,
        };
        var reading = new TaskCompletionSource();
        var progress = new InlineProgress(report => reading.TrySetResult());
        var running = Workload.RunAsync(server, options, progress, Token);
        await Task.WhenAny(reading.Task, running);
        await server.ExecuteAsync("delete from inventory");

        var result = await running;

        Assert.True(result.History[0].Found);
        Assert.False(result.History[^1].Found);
        Assert.NotNull(result.Reads);
        Assert.Equal(result.Operations, result.Reads.Reads);
        // The row was seen before: whoever misses it now goes back in time.
        Assert.Equal(result.Reads.Missed, result.Reads.MonotonicReads);
        Assert.True(result.Reads.Stale > 0);
    }

    private Task<WorkloadResult> RunAsync(WorkloadOptions options) => Workload.RunAsync(server, options, null, Token);

    private Task<long> SessionsAsync(string condition) =>
        server.ScalarAsync<long>(
            $"select count(*) from pg_stat_activity where query like 'insert into%inventory%' and {condition}"
        );

    private async Task NoClientIsLeftAsync() =>
        Assert.True(
            await Until.TrueAsync(async _ => await SessionsAsync("true") == 0, TimeSpan.FromSeconds(10), Token)
        );
}

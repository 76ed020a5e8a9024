using ReplicaShell.Core.Tests.Servers;
using ReplicaShell.Errors;
using ReplicaShell.Workloads;

namespace ReplicaShell.Core.Tests.Workloads;

/// <summary>Workloads that cannot begin, or cannot go on.</summary>
public sealed class WorkloadErrorTests(PostgresServer server) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        await server.ExecuteAsync("truncate inventory; insert into inventory values (41, 'Compass', 1, now())");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Without_a_leader_it_does_not_begin()
    {
        await using var gone = new PostgresServer();
        await gone.InitializeAsync();
        var pair = new LeaderStub(gone);
        await gone.StopAsync();

        var error = await Assert.ThrowsAsync<ReplicaException>(() =>
            Workload.RunAsync(pair, new WorkloadOptions { Duration = TimeSpan.FromSeconds(1) }, null, Token)
        );

        Assert.Equal("NodeUnreachable", error.ErrorId);
        Assert.Contains("refused", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_table_without_rows_cannot_only_be_read()
    {
        await server.ExecuteAsync("truncate inventory");

        var error = await Assert.ThrowsAsync<ReplicaException>(() =>
            RunAsync(new WorkloadOptions { Duration = TimeSpan.FromSeconds(1), ReadRatio = 1 })
        );

        Assert.Equal("NothingToRead", error.ErrorId);
    }

    [Fact]
    public async Task Keys_come_to_an_end()
    {
        await server.ExecuteAsync("insert into inventory values (2147483640, 'Compass', 1, now())");

        var error = await Assert.ThrowsAsync<ReplicaException>(() =>
            RunAsync(new WorkloadOptions { Duration = TimeSpan.FromSeconds(30), Clients = 2 })
        );

        Assert.Equal("KeysExhausted", error.ErrorId);
        Assert.Equal(9, await server.ScalarAsync<long>("select count(*) from inventory"));
    }

    [Theory]
    [InlineData(0, 4, 0, 5.0, 1, "inventory")]
    [InlineData(1, 0, 0, 5.0, 1, "inventory")]
    [InlineData(1, 1001, 0, 5.0, 1, "inventory")]
    [InlineData(1, 4, -0.1, 5.0, 1, "inventory")]
    [InlineData(1, 4, double.NaN, 5.0, 1, "inventory")]
    [InlineData(1, 4, 0, 0.0, 1, "inventory")]
    [InlineData(1, 4, 0, double.NaN, 1, "inventory")]
    [InlineData(1, 4, 0, 5.0, 0, "inventory")]
    [InlineData(1, 4, 0, 5.0, 1, " ")]
    public async Task What_is_no_workload_is_refused(
        int seconds,
        int clients,
        double readRatio,
        double rate,
        int timeout,
        string table
    )
    {
        var error = await Assert.ThrowsAsync<ReplicaException>(() =>
            RunAsync(
                new WorkloadOptions
                {
                    Duration = TimeSpan.FromSeconds(seconds),
                    Clients = clients,
                    ReadRatio = readRatio,
                    Rate = rate,
                    WriteTimeout = TimeSpan.FromSeconds(timeout),
                    Table = table,
                }
            )
        );

        Assert.Equal("InvalidWorkload", error.ErrorId);
        Assert.Equal(ReplicaErrorCategory.InvalidArgument, error.Category);
    }

    private Task<WorkloadResult> RunAsync(WorkloadOptions options) => Workload.RunAsync(server, options, null, Token);
}

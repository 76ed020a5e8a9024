using System.Diagnostics;
using Npgsql;
using ReplicaShell.Core.Tests.Servers;
using ReplicaShell.History;
using ReplicaShell.Workloads;

namespace ReplicaShell.Core.Tests.Workloads;

public sealed class RowWriterTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_that_the_server_acknowledged_is_ok()
    {
        await using var connection = await server.Source.OpenConnectionAsync(Token);
        await using var writer = await WriterAsync(connection);

        var result = await writer.WriteAsync(101, Token);

        Assert.Equal(new OperationResult(Outcome.Ok, null, true), result);
        Assert.Equal(1, await CountAsync(101));
    }

    [Fact]
    public async Task A_duplicate_key_is_failed_and_the_connection_lives_on()
    {
        await using var connection = await server.Source.OpenConnectionAsync(Token);
        await using var writer = await WriterAsync(connection);
        await writer.WriteAsync(102, Token);

        var result = await writer.WriteAsync(102, Token);

        Assert.Equal(Outcome.Failed, result.Outcome);
        Assert.StartsWith("23505: duplicate key", result.Error, StringComparison.Ordinal);
        Assert.True(result.ConnectionUsable);
        Assert.Equal(Outcome.Ok, (await writer.WriteAsync(103, Token)).Outcome);
    }

    [Fact]
    public async Task A_cancelled_wait_for_a_synchronous_follower_is_unknown_though_the_server_reports_success()
    {
        await server.ExecuteAsync("alter system set synchronous_standby_names = 'nobody'");
        await server.ExecuteAsync("select pg_reload_conf()");
        try
        {
            await using var connection = await server.Source.OpenConnectionAsync(Token);
            await EventuallyAsync(connection, "select current_setting('synchronous_standby_names') = 'nobody'");
            await using var writer = await WriterAsync(connection, TimeSpan.FromMilliseconds(300));
            // A session knows the setting before the checkpointer does, which makes sessions wait (syncrep.c,
            // SyncRepUpdateSyncStandbysDefined); until then a write succeeds.
            var (key, clock) = (1040, Stopwatch.StartNew());
            var result = await writer.WriteAsync(key, Token);
            for (var limit = Stopwatch.StartNew(); result.Outcome == Outcome.Ok && limit.Elapsed.TotalSeconds < 20; )
            {
                clock.Restart();
                result = await writer.WriteAsync(++key, Token);
            }

            Assert.Equal(Outcome.Unknown, result.Outcome);
            Assert.Contains("synchronous replication", result.Error, StringComparison.Ordinal);
            Assert.InRange(clock.Elapsed.TotalSeconds, 0.29, 2);
            Assert.True(result.ConnectionUsable);
            Assert.Equal(1, await CountAsync(key));
            // The notice of one write says nothing of the next.
            Assert.Equal(Outcome.Failed, (await writer.WriteAsync(key, Token)).Outcome);
        }
        finally
        {
            await server.ExecuteAsync("alter system reset synchronous_standby_names");
            await server.ExecuteAsync("select pg_reload_conf()");
        }
    }

    [Fact]
    public async Task A_write_that_the_server_cancelled_before_the_commit_is_failed()
    {
        await using var connection = await server.Source.OpenConnectionAsync(Token);
        await using var writer = await WriterAsync(connection, TimeSpan.FromMilliseconds(200));
        await using var locker = await server.Source.OpenConnectionAsync(Token);
        await using var transaction = await locker.BeginTransactionAsync(Token);
        await ExecuteAsync(locker, "lock table inventory in exclusive mode");

        var result = await writer.WriteAsync(105, Token);

        Assert.Equal(Outcome.Failed, result.Outcome);
        Assert.StartsWith("57014: ", result.Error, StringComparison.Ordinal);
        await transaction.RollbackAsync(Token);
        Assert.Equal(Outcome.Ok, (await writer.WriteAsync(105, Token)).Outcome);
    }

    [Fact]
    public async Task A_write_whose_backend_is_ended_in_the_middle_is_unknown()
    {
        await using var connection = await server.Source.OpenConnectionAsync(Token);
        await using var writer = await WriterAsync(connection);
        await using var locker = await server.Source.OpenConnectionAsync(Token);
        await using var transaction = await locker.BeginTransactionAsync(Token);
        await ExecuteAsync(locker, "lock table inventory in exclusive mode");
        var writing = writer.WriteAsync(106, Token).AsTask();
        await EventuallyAsync(
            locker,
            $"select wait_event_type = 'Lock' from pg_stat_activity where pid = {connection.ProcessID}"
        );

        await ExecuteAsync(locker, $"select pg_terminate_backend({connection.ProcessID})");
        var result = await writing;

        Assert.Equal(Outcome.Unknown, result.Outcome);
        Assert.StartsWith("57P01: ", result.Error, StringComparison.Ordinal);
        Assert.False(result.ConnectionUsable);
        Assert.Equal(Outcome.Failed, (await writer.WriteAsync(107, Token)).Outcome);
    }

    [Fact]
    public async Task A_node_that_takes_no_writes_is_failed_and_to_be_left()
    {
        await using var connection = await server.Source.OpenConnectionAsync(Token);
        await using var writer = await WriterAsync(connection);
        await ExecuteAsync(connection, "set default_transaction_read_only = on");

        var result = await writer.WriteAsync(108, Token);

        Assert.Equal(Outcome.Failed, result.Outcome);
        Assert.StartsWith("25006: ", result.Error, StringComparison.Ordinal);
        Assert.False(result.ConnectionUsable);
    }

    [Fact]
    public async Task The_caller_may_cancel()
    {
        await using var connection = await server.Source.OpenConnectionAsync(Token);
        await using var writer = await WriterAsync(connection);
        await using var locker = await server.Source.OpenConnectionAsync(Token);
        await using var transaction = await locker.BeginTransactionAsync(Token);
        await ExecuteAsync(locker, "lock table inventory in exclusive mode");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writing = writer.WriteAsync(109, cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        await transaction.RollbackAsync(Token);
        Assert.Equal(0, await CountAsync(109));
    }

    private static async Task<RowWriter> WriterAsync(NpgsqlConnection connection, TimeSpan? timeout = null) =>
        await RowWriter.PrepareAsync(
            connection,
            await WorkloadTable.FindAsync(connection, "inventory", Token),
            timeout ?? Patience,
            Token
        );

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task EventuallyAsync(NpgsqlConnection connection, string question)
    {
        await using var command = new NpgsqlCommand(question, connection);
        while (await command.ExecuteScalarAsync(Token) is not true)
        {
            await Task.Yield();
        }
    }

    private Task<long> CountAsync(int key) =>
        server.ScalarAsync<long>($"select count(*) from inventory where productId = {key}");
}

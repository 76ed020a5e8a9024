using System.Diagnostics;
using ReplicaShell.Core.Tests.Servers;
using ReplicaShell.History;
using ReplicaShell.Workloads;

namespace ReplicaShell.Core.Tests.Workloads;

/// <summary>Servers that do not answer, not even to a cancel request.</summary>
public sealed class FrozenServerTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_to_a_frozen_server_is_unknown_within_the_time_given()
    {
        await using var connection = await server.Source.OpenConnectionAsync(Token);
        var table = await WorkloadTable.FindAsync(connection, "inventory", Token);
        await using var writer = await RowWriter.PrepareAsync(connection, table, TimeSpan.FromMilliseconds(300), Token);
        var processes = await server.ProcessesAsync();
        var clock = new Stopwatch();
        OperationResult result;
        PostgresServer.Signal("-STOP", processes);
        try
        {
            clock.Start();
            result = await writer.WriteAsync(1, Token);
            clock.Stop();
        }
        finally
        {
            PostgresServer.Signal("-CONT", processes);
        }

        Assert.Equal(Outcome.Unknown, result.Outcome);
        Assert.Equal("no answer within 0.3 s", result.Error);
        Assert.False(result.ConnectionUsable);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.3, 2);
        // The connection can be closed as soon as the server has thawed.
        await writer.Released.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task A_workload_on_a_frozen_server_ends_in_time_and_goes_on_when_it_thaws()
    {
        var options = new WorkloadOptions
        {
            Duration = TimeSpan.FromSeconds(3),
            Clients = 3,
            WriteTimeout = TimeSpan.FromMilliseconds(200),
        };
        var acknowledged = new TaskCompletionSource();
        var progress = new InlineProgress(report =>
        {
            if (report.Acknowledged > 0)
            {
                acknowledged.TrySetResult();
            }
        });
        var running = Workload.RunAsync(server, options, progress, Token);
        await Task.WhenAny(acknowledged.Task, running);
        var processes = await server.ProcessesAsync();
        PostgresServer.Signal("-STOP", processes);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(1), Token);
        }
        finally
        {
            PostgresServer.Signal("-CONT", processes);
        }

        var result = await running;

        Assert.InRange(result.Duration.TotalSeconds, 3, 5);
        // One write of each client was in flight; what came after found no connection.
        Assert.Equal(3, result.Unknown);
        Assert.True(result.Failed > 0);
        Assert.True(result.History[^1].Outcome == Outcome.Ok, result.History[^1].Error);
        Assert.Equal(
            result.History.Count,
            result.History.Count(operation => operation.Latency < TimeSpan.FromSeconds(2))
        );
    }
}

using Npgsql;
using ReplicaShell.History;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;
using ReplicaShell.Workloads;

namespace ReplicaShell.Drills.SplitBrain;

/// <summary>
/// A client of one side, which writes its decrees one after the other, come what may: over a session that it keeps for as
/// long as the server lets it, and that asks for READ WRITE.
/// </summary>
/// <param name="pair">The pair.</param>
/// <param name="node">Where it writes to.</param>
/// <param name="recorder">Where its writes are recorded.</param>
/// <param name="options">How long it waits.</param>
internal sealed class Capital(Pair pair, NodeDefinition node, ClientRecorder recorder, SplitBrainOptions options)
    : IAsyncDisposable
{
    private NpgsqlConnection? _session;

    /// <summary>Opens its session.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var session = new NpgsqlConnection(pair.ConnectionString(node) + ";Pooling=false;Timeout=2");
        try
        {
            await session.OpenAsync(cancellationToken);
            await session.ExecuteAsync("set default_transaction_read_only = off", cancellationToken);
            _session = session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes decrees, and records what became of each.</summary>
    public async Task WriteAsync(IEnumerable<DecreeWrite> writes, Action done, CancellationToken cancellationToken)
    {
        foreach (var write in writes)
        {
            var invoked = recorder.Elapsed;
            var result = await WriteAsync(write, cancellationToken);
            recorder.Record(OperationKind.Write, write.Seal, invoked, result.Outcome, node.Name, result.Error);
            done();
            if (!result.ConnectionUsable)
            {
                await DisposeAsync();
            }

            await Task.Delay(options.Interval, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync();
        }
    }

    private async Task<OperationResult> WriteAsync(DecreeWrite write, CancellationToken cancellationToken)
    {
        try
        {
            if (_session is null)
            {
                await ConnectAsync(cancellationToken);
            }
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // It was never sent.
            return new OperationResult(Outcome.Failed, OutcomeRules.Text(e), ConnectionUsable: false);
        }

        try
        {
            await using var writer = await RowWriter.PrepareAsync(
                _session!,
                write.Sql,
                options.WriteTimeout,
                cancellationToken
            );
            return await writer.WriteAsync(write.Seal, cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // The statement was being prepared: nothing was written.
            return new OperationResult(Outcome.Failed, OutcomeRules.Text(e), ConnectionUsable: false);
        }
    }
}

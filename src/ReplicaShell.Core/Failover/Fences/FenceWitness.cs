using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover.Fences;

/// <summary>
/// Tries to write to a node: over a session that was open before the fence, and over new ones, with and without asking for
/// READ WRITE. An acknowledged write is the only proof that a fence does not hold.
/// </summary>
/// <param name="pair">The pair.</param>
/// <param name="node">The node that is to be fenced.</param>
/// <param name="before">The session from before; null where none could be opened.</param>
internal sealed class FenceWitness(Pair pair, NodeDefinition node, NpgsqlConnection? before) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // Not to wait for a follower: a write that waits has been made all the same.
    private const string Local = "set synchronous_commit = local";

    private const string ReadWrite =
        "set default_transaction_read_only = off; begin; set transaction read write; " + FirstWrite.Sql + "; commit";

    /// <summary>Opens the session that is to be there before the fence, if the server answers.</summary>
    public static async Task<FenceWitness> OpenAsync(
        Pair pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        var status = await pair.Engine.StatusAsync(pair.Definition, node, cancellationToken);
        if (status != ServerStatus.Running)
        {
            return new FenceWitness(pair, node, null);
        }

        var (session, _) = await OpenSessionAsync(pair, node, cancellationToken);
        return new FenceWitness(pair, node, session);
    }

    /// <summary>Attempts the writes.</summary>
    /// <param name="when">When that is, for the names of the sessions; empty right after the fence.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<FenceAttempt>> TryAsync(string when, CancellationToken cancellationToken)
    {
        var attempts = new List<FenceAttempt>();
        if (before is not null && when.Length == 0)
        {
            attempts.Add(await WriteAsync("session from before, READ WRITE", before, ReadWrite, cancellationToken));
        }

        var (session, refusal) = await OpenSessionAsync(pair, node, cancellationToken);
        if (session is null)
        {
            attempts.Add(new FenceAttempt($"new session{when}", GotThrough: false, refusal));
            return attempts;
        }

        await using (session)
        {
            attempts.Add(await WriteAsync($"new session{when}", session, FirstWrite.Sql, cancellationToken));
            attempts.Add(await WriteAsync($"new session{when}, READ WRITE", session, ReadWrite, cancellationToken));
        }

        return attempts;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => before?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<(NpgsqlConnection? Session, string Refusal)> OpenSessionAsync(
        Pair pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        var session = new NpgsqlConnection(pair.ConnectionString(node) + ";Pooling=false;Timeout=2");
        var opening = Task.Run(
            async () =>
            {
                await session.OpenAsync(cancellationToken);
                await session.ExecuteAsync(Local, cancellationToken);
            },
            cancellationToken
        );
        try
        {
            await opening.WaitAsync(Patience, cancellationToken);
            return (session, string.Empty);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            Abandoned.Observe(opening);
            await session.DisposeAsync();
            return (null, Text(e));
        }
    }

    private static async Task<FenceAttempt> WriteAsync(
        string name,
        NpgsqlConnection session,
        string sql,
        CancellationToken cancellationToken
    )
    {
        var writing = Task.Run(() => session.ExecuteAsync(sql, cancellationToken), cancellationToken);
        try
        {
            await writing.WaitAsync(Patience, cancellationToken);
            return new FenceAttempt(name, GotThrough: true, "the write was acknowledged");
        }
        catch (Exception e)
            when (e is NpgsqlException or TimeoutException or InvalidOperationException or ObjectDisposedException)
        {
            Abandoned.Observe(writing);
            await RollBackAsync(session, cancellationToken);
            return new FenceAttempt(name, GotThrough: false, Text(e));
        }
    }

    private static async Task RollBackAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        try
        {
            if (session.FullState == System.Data.ConnectionState.Open)
            {
                await session.ExecuteAsync("rollback", cancellationToken);
            }
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            // It is gone, which is what a fence does.
        }
    }

    private static string Text(Exception e) =>
        e switch
        {
            PostgresException error => $"{error.SqlState}: {error.MessageText}",
            TimeoutException => "no answer",
            { InnerException: System.Net.Sockets.SocketException cause } => cause.Message,
            { InnerException: TimeoutException } => "no answer",
            _ => e.Message,
        };
}

using Npgsql;
using ReplicaShell.Course.Ground;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Course.Checks.Loss;

/// <summary>
/// Reads what a node that led once still has on its disk, without ever letting it take a write: it is barred on disk first,
/// as a fence does it, so that its server starts as a standby, which finds no upstream. Afterwards it is killed, and so as
/// dead as it was.
/// </summary>
internal static class Autopsy
{
    private const string TimelineSql = """
        select max(('x' || substr(name, 1, 8))::bit(32)::int) from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'
        """;

    /// <summary>Looks at one node that a failover passed by.</summary>
    /// <exception cref="ReplicaException"><c>PairBusy</c>, <c>ServerStartFailed</c> and what else a start can meet.</exception>
    public static async Task<OldLeader> ReadAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        await using var held = await pair.LockAsync(cancellationToken);
        var (engine, definition) = (pair.Engine, pair.Definition);
        switch (await engine.StatusAsync(definition, node, cancellationToken))
        {
            case ServerStatus.Absent:
                return OldLeader.Gone(node.Name);
            case ServerStatus.Running:
                return await ReadAsync(pair, node, isAlive: true, cancellationToken);
            case ServerStatus.Suspended:
                return OldLeader.Silent(node.Name, "It is frozen.");
        }

        await engine.BarWritesAsync(definition, node, cancellationToken);
        try
        {
            await engine.StartAsync(definition, node, cancellationToken);
            return await ReadAsync(pair, node, isAlive: false, cancellationToken);
        }
        finally
        {
            if (await engine.StatusAsync(definition, node, CancellationToken.None) == ServerStatus.Running)
            {
                await engine.KillAsync(definition, node, CancellationToken.None);
            }
        }
    }

    private static async Task<OldLeader> ReadAsync(
        Pair pair,
        NodeDefinition node,
        bool isAlive,
        CancellationToken cancellationToken
    )
    {
        // Not a connection that is kept: its server will be gone in a moment.
        await using var server = new NpgsqlConnection(pair.ConnectionString(node) + ";Pooling=false");
        try
        {
            await server.OpenAsync(cancellationToken);
            return new OldLeader
            {
                Node = node.Name,
                Writable = await server.ScalarAsync("select not pg_is_in_recovery()", cancellationToken) is true,
                IsAlive = isAlive,
                Timeline = (int)(await server.ScalarAsync(TimelineSql, cancellationToken))!,
                Writes = await Ledger.ReadAsync(server, cancellationToken),
            };
        }
        catch (PostgresException e)
        {
            return OldLeader.Silent(node.Name, $"It answers with an error: {e.MessageText}.");
        }
    }
}

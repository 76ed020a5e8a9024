using Npgsql;
using ReplicaShell.Engines;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover.Fences;

/// <summary>What each kind of fence does to a node. None of them is believed: a <see cref="FenceWitness"/> tries.</summary>
internal static class Fence
{
    private static readonly TimeSpan TimeToReload = TimeSpan.FromSeconds(5);

    // Its own session comes last, by being closed.
    private const string EndSessions =
        "select pg_terminate_backend(pid, 2000) from pg_stat_activity "
        + "where pid <> pg_backend_pid() and backend_type in ('client backend', 'walsender')";

    private const string IsReadOnly =
        "select setting = 'on' from pg_settings where name = 'default_transaction_read_only'";

    /// <summary>Puts the fence up.</summary>
    /// <exception cref="Errors.ReplicaException"><c>FenceFailed</c>, <c>UnsupportedFault</c>.</exception>
    public static Task ApplyAsync(
        Pair pair,
        NodeDefinition node,
        FenceMethod method,
        CancellationToken cancellationToken
    ) =>
        method switch
        {
            FenceMethod.Revoke => RevokeAsync(pair, node, cancellationToken),
            FenceMethod.Network => CutAsync(pair, node, cancellationToken),
            FenceMethod.ReadOnly => SetReadOnlyAsync(pair, node, cancellationToken),
            _ => StopAsync(pair, node, cancellationToken),
        };

    /// <summary>Whether it has processes that could write.</summary>
    public static async Task<bool> IsAliveAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken) =>
        await pair.Engine.StatusAsync(pair.Definition, node, cancellationToken)
            is ServerStatus.Running
                or ServerStatus.Suspended;

    /// <summary>Lets the sessions of a node write by default again; nothing happens where it is no leader.</summary>
    public static async Task EndReadOnlyAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        await using var server = await pair.ConnectAsync(node, cancellationToken);
        await server.ExecuteAsync("alter system reset default_transaction_read_only", cancellationToken);
        await server.ExecuteAsync("select pg_reload_conf()", cancellationToken);
        await Until.TrueAsync(
            async token => await server.ScalarAsync(IsReadOnly, token) is false,
            TimeToReload,
            cancellationToken
        );
    }

    private static async Task StopAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        if (await IsAliveAsync(pair, node, cancellationToken))
        {
            // Not an orderly end: that would first try to send WAL to followers which it may not reach.
            await pair.Engine.KillAsync(pair.Definition, node, cancellationToken);
        }

        await pair.Engine.BarWritesAsync(pair.Definition, node, cancellationToken);
    }

    private static async Task RevokeAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        var (engine, definition) = (pair.Engine, pair.Definition);
        if (!await IsAliveAsync(pair, node, cancellationToken))
        {
            await engine.SetAccessAsync(definition, node, open: false, cancellationToken);
            return;
        }

        // Opened before nobody is let in any more; it ends all others, the witness's too.
        await using var last = new NpgsqlConnection(pair.ConnectionString(node) + ";Pooling=false;Timeout=2");
        try
        {
            await last.OpenAsync(cancellationToken);
            await engine.SetAccessAsync(definition, node, open: false, cancellationToken);
            if (!await Until.TrueAsync(token => IsRefusedAsync(pair, node, token), TimeToReload, cancellationToken))
            {
                throw FailoverErrors.FenceFailed(definition, node, "it still lets sessions in");
            }

            await last.ExecuteAsync(EndSessions, cancellationToken);
        }
        catch (NpgsqlException e)
        {
            throw FailoverErrors.FenceFailed(
                definition,
                node,
                $"its sessions could not be ended: {e.Message.TrimEnd('.')}",
                e
            );
        }
    }

    private static async ValueTask<bool> IsRefusedAsync(
        Pair pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var stranger = new NpgsqlConnection(pair.ConnectionString(node) + ";Pooling=false;Timeout=2");
            await stranger.OpenAsync(cancellationToken);
            return false;
        }
        catch (PostgresException e)
        {
            return e.SqlState == PostgresErrorCodes.InvalidAuthorizationSpecification;
        }
    }

    private static async Task CutAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        // The clients' first: an engine that cannot do that has then done nothing.
        await pair.Engine.SetClientNetworkAsync(pair.Definition, node, connected: false, cancellationToken);
        var cut = new NodeNetwork { Cut = NetworkCut.Silent };
        await pair.Engine.SetNetworkAsync(pair.Definition, node, cut, cancellationToken);
    }

    private static async Task SetReadOnlyAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        await using var server = await pair.ConnectAsync(node, cancellationToken);
        await server.ExecuteAsync("alter system set default_transaction_read_only = on", cancellationToken);
        await server.ExecuteAsync("select pg_reload_conf()", cancellationToken);
        await Until.TrueAsync(
            async token => await server.ScalarAsync(IsReadOnly, token) is true,
            TimeToReload,
            cancellationToken
        );
    }
}

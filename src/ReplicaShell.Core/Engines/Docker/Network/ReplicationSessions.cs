using Npgsql;
using ReplicaShell.Engines.Docker.Containers;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker.Network;

/// <summary>The sessions over which followers receive WAL.</summary>
/// <param name="names">How things are called.</param>
internal sealed class ReplicationSessions(DockerNames names)
{
    // A frozen server does not answer; whoever ends its sessions need not wait for it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // A receiver that began to connect while its network came up speaks from an address of the other network, and would wait
    // two minutes for an answer. The server does not show it before it streams, and it is no backend to PostgreSQL's own
    // functions: it is found among the processes.
    private const string EndReceivers = """
        for process in /proc/[0-9]*; do
            ! grep -aqs '^postgres: .*walreceiver' "$process/cmdline" || kill -TERM "${process#/proc/}"
        done
        """;

    /// <summary>
    /// Ends those of a node with the others, on both sides, on the nodes that answer. The receivers first: then every
    /// session that streams afterwards is new.
    /// </summary>
    public async Task EndAsync(
        PairDefinition pair,
        NodeDefinition node,
        PairSecrets secrets,
        CancellationToken cancellationToken
    )
    {
        var others = pair.Nodes.Where(other => other.Name != node.Name).ToList();
        var senders = others.Where(other => other.Name == pair.Leader);
        var receivers = node.Name == pair.Leader ? others : [node];
        await Task.WhenAll(receivers.Select(EndReceiverAsync));
        await Task.WhenAll([
            EndSendersAsync(node, follower: null),
            .. senders.Select(leader => EndSendersAsync(leader, node.Name)),
        ]);

        // Its followers' sessions, or that of one follower; returns when they are gone, so that none holds a slot.
        Task EndSendersAsync(NodeDefinition upstream, string? follower) =>
            AskAsync(
                upstream,
                secrets,
                async (server, token) =>
                {
                    var sql =
                        "select pg_terminate_backend(pid, 1000) from pg_stat_replication "
                        + "where $1 is null or application_name = $1";
                    await using var command = new NpgsqlCommand(sql, server);
                    command.Parameters.Add(
                        new NpgsqlParameter
                        {
                            Value = (object?)follower ?? DBNull.Value,
                            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text,
                        }
                    );
                    await command.ExecuteNonQueryAsync(token);
                },
                cancellationToken
            );

        async Task EndReceiverAsync(NodeDefinition follower)
        {
            try
            {
                var container = names.Container(pair.Name, follower.Name);
                await Container.ExecuteAsync(container, ["/bin/sh", "-c", EndReceivers], cancellationToken);
            }
            catch (ReplicaException)
            {
                // One that does not run has none.
            }
        }
    }

    /// <summary>Lets a running follower stream from a node; nothing happens when it does so already, or does not answer.</summary>
    public static Task PointAsync(
        NodeDefinition follower,
        NodeDefinition upstream,
        PairSecrets secrets,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            follower,
            secrets,
            async (server, token) =>
            {
                var now = (string)(await server.ScalarAsync("select current_setting('primary_conninfo')", token))!;
                if (IsHost(now, upstream.Name))
                {
                    return;
                }

                var way = SqlLiteral.Quote(ContainerScripts.Connection(follower, upstream.Name));
                await server.ExecuteAsync($"alter system set primary_conninfo = {way}", token);
                await server.ExecuteAsync("select pg_reload_conf()", token);
            },
            cancellationToken
        );

    // Both "host=node1" and "host='node1'" are written, the latter by pg_basebackup in some versions.
    private static bool IsHost(string connection, string name) =>
        connection
            .Split(' ')
            .Any(option => option.Replace("'", string.Empty, StringComparison.Ordinal) == $"host={name}");

    private static async Task AskAsync(
        NodeDefinition node,
        PairSecrets secrets,
        Func<NpgsqlConnection, CancellationToken, Task> work,
        CancellationToken cancellationToken
    )
    {
        var asking = Task.Run(
            async () =>
            {
                var address = new Endpoint(DockerEngine.Loopback, node.Port);
                await using var server = await ServerConnection.OpenAsync(address, secrets, cancellationToken);
                await work(server, cancellationToken);
            },
            cancellationToken
        );
        try
        {
            await asking.WaitAsync(Patience, cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or ReplicaException)
        {
            Abandoned.Observe(asking);
        }
    }
}

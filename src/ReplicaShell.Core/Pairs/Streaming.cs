using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>Awaits that followers stream again.</summary>
internal static class Streaming
{
    private const string Position = "select pg_current_wal_flush_lsn()::text";

    // A receiver that was asked for and did not start is asked for again by PostgreSQL after 10 s (WALRCV_STARTUP_TIMEOUT).
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Returns when those of these followers that can stream from the leader do, and have what it has now, or when it has
    /// waited long enough: what keeps a follower from streaming may be a fault that is wanted, so that is no error.
    /// </summary>
    /// <returns>Whether there was one to wait for, and all stream.</returns>
    public static async Task<bool> AwaitAsync(
        Pair pair,
        IEnumerable<NodeDefinition> followers,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var names = await AbleAsync(pair, followers, cancellationToken);
            if (names.Length == 0)
            {
                return false;
            }

            await using var leader = await pair.ConnectAsync(pair.Leader, cancellationToken);
            // One that comes from an older timeline streams that first, then breaks off to go over to the leader's.
            var goal = Lsn.Parse((string)(await leader.ScalarAsync(Position, cancellationToken))!);
            return await Until.TrueAsync(
                async token => await CountAsync(leader, names, goal, token) == names.Length,
                Patience,
                cancellationToken
            );
        }
        catch (Exception e) when (e is Errors.ReplicaException or NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>The followers whose stream depends on a node: all of them when it leads, else itself.</summary>
    public static IEnumerable<NodeDefinition> Around(Pair pair, NodeDefinition node) =>
        node.Name == pair.Definition.Leader ? pair.Followers : [node];

    /// <summary>The followers that run, as the leader does, and that no cut keeps from streaming.</summary>
    public static async Task<string[]> AbleAsync(
        Pair pair,
        IEnumerable<NodeDefinition> followers,
        CancellationToken cancellationToken
    )
    {
        var (engine, definition) = (pair.Engine, pair.Definition);
        var networks = await engine.NetworksAsync(definition, cancellationToken);
        if (networks is null || definition.Leader is null || !await IsAbleAsync(pair.Leader))
        {
            return [];
        }

        var able = new List<string>();
        foreach (var node in followers.Where(node => node.Name != definition.Leader))
        {
            if (await IsAbleAsync(node))
            {
                able.Add(node.Name);
            }
        }

        return [.. able];

        async Task<bool> IsAbleAsync(NodeDefinition node) =>
            networks.GetValueOrDefault(node.Name)?.Cut is Engines.NetworkCut.None
            && await engine.StatusAsync(definition, node, cancellationToken) == ServerStatus.Running;
    }

    /// <summary>The followers of which the leader says that they stream; none when it does not answer.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(Pair pair, CancellationToken cancellationToken) =>
        await NodeProbe.AskAsync(pair, pair.Leader, cancellationToken) is { } leader
            ? [.. pair.Followers.Select(node => node.Name).Where(leader.SyncStates.ContainsKey)]
            : [];

    private static async Task<long> CountAsync(
        NpgsqlConnection leader,
        string[] names,
        Lsn goal,
        CancellationToken cancellationToken
    )
    {
        return (long)
            (
                await leader.ScalarAsync(
                    "select count(distinct application_name) from pg_stat_replication "
                        + $"where state = 'streaming' and flush_lsn >= '{goal}' and application_name = any ($1)",
                    names,
                    cancellationToken
                )
            )!;
    }
}

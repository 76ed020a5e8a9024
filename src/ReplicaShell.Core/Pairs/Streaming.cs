using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>Awaits that followers stream again.</summary>
internal static class Streaming
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Returns when all of these followers stream from the leader, or when it has waited long enough: what keeps a
    /// follower from streaming may be a fault that is wanted, so that is no error.
    /// </summary>
    public static async Task<bool> AwaitAsync(
        Pair pair,
        IEnumerable<NodeDefinition> followers,
        CancellationToken cancellationToken
    )
    {
        var definition = pair.Definition;
        var names = followers.Select(node => node.Name).Where(name => name != definition.Leader).ToArray();
        if (names.Length == 0 || definition.Leader is null || await CannotStreamAsync(pair, names, cancellationToken))
        {
            return false;
        }

        try
        {
            await using var leader = await pair.ConnectAsync(pair.Leader, cancellationToken);
            return await Until.TrueAsync(
                async token => await CountAsync(leader, names, token) == names.Length,
                Patience,
                cancellationToken
            );
        }
        catch (Exception e) when (e is Errors.ReplicaException or NpgsqlException)
        {
            return false;
        }
    }

    private static async Task<bool> CannotStreamAsync(Pair pair, string[] names, CancellationToken cancellationToken)
    {
        var (engine, definition) = (pair.Engine, pair.Definition);
        var networks = await engine.NetworksAsync(definition, cancellationToken);
        var involved = names.Append(definition.Leader!).Select(pair.Node).ToList();
        foreach (var node in involved)
        {
            if (
                networks?.GetValueOrDefault(node.Name)?.Cut is null or not Engines.NetworkCut.None
                || await engine.StatusAsync(definition, node, cancellationToken) != ServerStatus.Running
            )
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<long> CountAsync(
        NpgsqlConnection leader,
        string[] names,
        CancellationToken cancellationToken
    )
    {
        return (long)
            (
                await leader.ScalarAsync(
                    "select count(distinct application_name) from pg_stat_replication "
                        + "where state = 'streaming' and application_name = any ($1)",
                    names,
                    cancellationToken
                )
            )!;
    }
}

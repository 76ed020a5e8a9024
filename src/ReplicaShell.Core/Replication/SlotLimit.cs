using System.Globalization;
using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Replication;

/// <summary>
/// How much WAL slots may keep (max_slot_wal_keep_size): without a limit a follower that is gone fills the leader's disk,
/// with one its slot is given up. It holds for every node, since any of them may lead.
/// </summary>
public static class SlotLimit
{
    /// <summary>The server's name of the setting.</summary>
    public const string Setting = "max_slot_wal_keep_size";

    private const long Megabyte = 1024 * 1024;
    private static readonly TimeSpan TimeToReload = TimeSpan.FromSeconds(10);

    /// <summary>Sets it on every node that runs, live, and keeps it for those that come.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="bytes">The limit, rounded up to megabytes, the server's unit; null for no limit.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The names of the nodes that did not answer, and so do not have it.</returns>
    /// <exception cref="ReplicaException"><c>InvalidSetting</c>, <c>NodeUnreachable</c> (the leader), <c>PairBusy</c>.</exception>
    public static async Task<IReadOnlyList<string>> SetAsync(
        Pair pair,
        long? bytes,
        CancellationToken cancellationToken
    )
    {
        if (bytes < 0 || bytes > int.MaxValue * Megabyte)
        {
            throw PairErrors.InvalidSetting(Setting, "the limit is a number of bytes from 0 to 2 PB.");
        }

        await using var held = await pair.LockAsync(cancellationToken);
        var megabytes = bytes is { } limit ? (limit + Megabyte - 1) / Megabyte : -1;
        var value = megabytes.ToString(CultureInfo.InvariantCulture);
        var silent = new List<string>();
        foreach (var node in pair.Definition.Nodes.OrderBy(node => node.Name != pair.Definition.Leader))
        {
            try
            {
                await SetAsync(pair, node, value, cancellationToken);
            }
            catch (Exception e) when (e is ReplicaException or NpgsqlException && node.Name != pair.Definition.Leader)
            {
                silent.Add(node.Name);
            }
        }

        var settings = new Dictionary<string, string>(pair.Definition.Settings)
        {
            [Setting] = megabytes < 0 ? "-1" : $"{value}MB",
        };
        await pair.SaveAsync(pair.Definition with { Settings = settings }, cancellationToken);
        return silent;
    }

    private static async Task SetAsync(
        Pair pair,
        NodeDefinition node,
        string megabytes,
        CancellationToken cancellationToken
    )
    {
        await using var server = await pair.ConnectAsync(node, cancellationToken);
        await server.ExecuteAsync($"alter system set {Setting} = {SqlLiteral.Quote(megabytes)}", cancellationToken);
        await server.ExecuteAsync("select pg_reload_conf()", cancellationToken);
        var inForce = await Until.TrueAsync(
            async token =>
                await server.ScalarAsync($"select setting from pg_settings where name = '{Setting}'", token)
                    is string now
                && now == megabytes,
            TimeToReload,
            cancellationToken
        );
        if (!inForce)
        {
            throw NodeErrors.NodeUnreachable(pair.Definition, node);
        }
    }
}

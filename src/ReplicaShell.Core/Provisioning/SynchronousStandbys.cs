using System.Globalization;
using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Provisioning;

/// <summary>A mode as the server knows it: synchronous_standby_names and synchronous_commit.</summary>
internal static class SynchronousStandbys
{
    /// <summary>The value of synchronous_standby_names for a mode and the followers that there are.</summary>
    public static string Names(ReplicationMode mode, int quorum, IReadOnlyCollection<string> followers)
    {
        var names = string.Join(", ", followers.Select(SqlIdentifier.Quote));
        return mode switch
        {
            _ when followers.Count == 0 => string.Empty,
            ReplicationMode.Async => string.Empty,
            ReplicationMode.SemiSync => $"ANY 1 ({names})",
            ReplicationMode.Quorum => string.Create(CultureInfo.InvariantCulture, $"ANY {quorum} ({names})"),
            _ => string.Create(CultureInfo.InvariantCulture, $"FIRST {followers.Count} ({names})"),
        };
    }

    private static readonly TimeSpan TimeToReload = TimeSpan.FromSeconds(10);

    /// <summary>Tells a server to wait for those followers; sessions do so when they have seen the change.</summary>
    public static async Task ApplyAsync(
        NpgsqlConnection server,
        string names,
        CommitLevel commit,
        CancellationToken cancellationToken
    )
    {
        // Each setting is a write to disk on the server, and a failover waits for it: not where it is so already.
        if (await IsInForceAsync(server, names, commit, cancellationToken))
        {
            return;
        }

        await server.ExecuteAsync(
            $"alter system set synchronous_standby_names = {SqlLiteral.Quote(names)}",
            cancellationToken
        );
        await server.ExecuteAsync($"alter system set synchronous_commit = {Level(commit)}", cancellationToken);
        await server.ExecuteAsync("select pg_reload_conf()", cancellationToken);
    }

    /// <summary>Whether a server's sessions use these values already; a reload takes a moment to reach them.</summary>
    public static async Task<bool> IsInForceAsync(
        NpgsqlConnection server,
        string names,
        CommitLevel commit,
        CancellationToken cancellationToken
    ) =>
        await server.ScalarAsync(
            "select current_setting('synchronous_standby_names') = $1[1] and current_setting('synchronous_commit') = $1[2]",
            new[] { names, Level(commit) },
            cancellationToken
        )
            is true;

    /// <summary>Returns true when sessions use these values, false when they did not in time.</summary>
    public static Task<bool> AwaitAsync(
        NpgsqlConnection server,
        string names,
        CommitLevel commit,
        CancellationToken cancellationToken
    ) =>
        Until.TrueAsync(
            async token => await IsInForceAsync(server, names, commit, token),
            TimeToReload,
            cancellationToken
        );

    /// <summary>
    /// Returns when the server says of these followers that commits wait for them (in Async: that none does), or when it
    /// has waited long enough. A sender learns of a change a moment after the sessions.
    /// </summary>
    /// <returns>The followers of which it does not say so.</returns>
    public static async Task<IReadOnlyList<string>> AwaitFollowersAsync(
        NpgsqlConnection server,
        ReplicationMode mode,
        IReadOnlyCollection<string> followers,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<string> missing = [];
        await Until.TrueAsync(
            async token =>
            {
                var states = await StatesAsync(server, token);
                missing = [.. followers.Where(name => !IsAsWanted(states.GetValueOrDefault(name), mode))];
                return missing.Count == 0;
            },
            TimeToReload,
            cancellationToken
        );
        return missing;
    }

    private static bool IsAsWanted(string? state, ReplicationMode mode) =>
        mode switch
        {
            ReplicationMode.Async => state == "async",
            ReplicationMode.Sync => state == "sync",
            _ => state == "quorum",
        };

    private static async Task<Dictionary<string, string>> StatesAsync(
        NpgsqlConnection server,
        CancellationToken cancellationToken
    )
    {
        const string Sql =
            "select application_name, max(sync_state) from pg_stat_replication where state = 'streaming' group by 1";
        var states = new Dictionary<string, string>();
        await using var command = new NpgsqlCommand(Sql, server);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            states[reader.GetString(0)] = await reader.IsDBNullAsync(1, cancellationToken)
                ? string.Empty
                : reader.GetString(1);
        }

        return states;
    }

    private static string Level(CommitLevel commit) =>
        commit switch
        {
            CommitLevel.RemoteWrite => "remote_write",
            CommitLevel.RemoteApply => "remote_apply",
            _ => "on",
        };
}

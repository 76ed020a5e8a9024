using System.Globalization;
using Npgsql;
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

    /// <summary>Makes a server wait for those followers, and returns when new sessions do.</summary>
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

    private static string Level(CommitLevel commit) =>
        commit switch
        {
            CommitLevel.RemoteWrite => "remote_write",
            CommitLevel.RemoteApply => "remote_apply",
            _ => "on",
        };
}

using Npgsql;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>
/// Copies a running leader with the server's own backup calls, where pg_basebackup is missing (PostgreSQL documentation,
/// "Making a Base Backup Using the Low Level API"). The WAL that makes the copy consistent comes through the follower's
/// slot, which must exist before.
/// </summary>
internal static class LowLevelBackup
{
    private const string ControlFile = "global/pg_control";

    /// <summary>Folders whose contents the documentation says to leave out; they are made empty.</summary>
    private static readonly string[] Emptied =
    [
        "pg_wal",
        "pg_replslot",
        "pg_dynshmem",
        "pg_notify",
        "pg_serial",
        "pg_snapshots",
        "pg_stat_tmp",
        "pg_subtrans",
    ];

    private static readonly string[] LeftOut =
    [
        "postmaster.pid",
        "postmaster.opts",
        "backup_label",
        "tablespace_map",
        "postgresql.auto.conf.tmp",
        ControlFile,
    ];

    public static async Task RunAsync(
        NodeLayout source,
        NodeLayout layout,
        NodeDefinition node,
        Endpoint upstream,
        NpgsqlConnection leader,
        CancellationToken cancellationToken
    )
    {
        await leader.ScalarAsync(
            "select pg_backup_start($1, fast => true)",
            $"replicashell {node.Name}",
            cancellationToken
        );
        await Task.Run(() => FolderCopy.Copy(source.Data, layout.Data, IsWanted, cancellationToken), cancellationToken);
        Directory.CreateDirectory(Path.Combine(layout.Data, "pg_wal"));

        // Last, as pg_basebackup does: it must not be older than what it speaks of.
        FolderCopy.CopyFile(Path.Combine(source.Data, ControlFile), Path.Combine(layout.Data, ControlFile));

        var label = (string)
            (
                await leader.ScalarAsync(
                    "select labelfile from pg_backup_stop(wait_for_archive => false)",
                    cancellationToken
                )
            )!;
        PrivateFiles.WriteForServer(Path.Combine(layout.Data, "backup_label"), label);
        StandbyFiles.Write(layout, node, upstream);
    }

    private static bool IsWanted(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var name = path[(path.LastIndexOf('/') + 1)..];
        return !(slash > 0 && Emptied.Contains(path[..slash]))
            && !LeftOut.Contains(path)
            && !name.StartsWith("pgsql_tmp", StringComparison.Ordinal)
            && !name.StartsWith("pg_internal.init", StringComparison.Ordinal);
    }
}

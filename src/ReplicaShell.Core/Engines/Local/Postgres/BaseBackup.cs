using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>Copies a running leader with pg_basebackup, through the link, with the follower's slot and -R.</summary>
internal static class BaseBackup
{
    public static Task RunAsync(
        PostgresInstallation postgres,
        NodeLayout layout,
        NodeDefinition node,
        Endpoint upstream,
        CancellationToken cancellationToken
    )
    {
        var connection = StandbyFiles.Connection(layout, node, upstream);
        var environment = new Dictionary<string, string>
        {
            ["PGPASSFILE"] = connection["passfile"],
            ["PGAPPNAME"] = connection["application_name"],
            ["PGSSLMODE"] = connection["sslmode"],
            ["PGGSSENCMODE"] = connection["gssencmode"],
        };
        return ProgramRunner.RunAsync(
            postgres.Program("pg_basebackup"),
            [
                "--host=" + connection["host"],
                "--port=" + connection["port"],
                "--username=" + connection["user"],
                "--no-password",
                "--pgdata=" + layout.Data,
                "--slot=" + node.Name,
                "--write-recovery-conf",
                "--checkpoint=fast",
                "--wal-method=stream",
                // The follower's server syncs what it replays; a machine that dies before that makes the pair anew.
                "--no-sync",
            ],
            layout.Folder,
            cancellationToken,
            environment
        );
    }
}

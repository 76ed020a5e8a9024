using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker.Containers;

/// <summary>
/// What containers run. They use no entry point of the image's own: PostgreSQL's programs are called as they are called
/// everywhere, by the user postgres, so that any image with a server will do.
/// </summary>
internal static class ContainerScripts
{
    /// <summary>The exit code of an image without a server.</summary>
    public const int NoServer = 127;

    /// <summary>The exit code of an image without pg_rewind.</summary>
    public const int NoRewind = 3;

    /// <summary>Takes back the mark that makes a server a standby.</summary>
    public const string AllowWrites = $"rm -f {ContainerLayout.Data}/standby.signal";

    // Debian, and the official image made from it, keep each version in a folder of its own; others have it on the PATH.
    private const string FindPrograms = """
        for bin in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t / -k 5 -n -r) /usr/local/bin /usr/bin; do
          [ -x "$bin/postgres" ] && break
        done
        [ -x "$bin/postgres" ] || { echo "There is no PostgreSQL server in this image." >&2; exit 127; }

        """;

    /// <summary>Runs initdb where it is due, waits for a base backup that is, then becomes the server, which so gets the container's signals.</summary>
    public const string Server =
        FindPrograms
        + $"""
            set -e
            umask 077
            data={ContainerLayout.Data}
            if [ -f {ContainerLayout.FirstPassword} ]; then
              "$bin/initdb" --pgdata="$data" --username={PairDatabases.Superuser} --pwfile={ContainerLayout.FirstPassword} \
                --auth=scram-sha-256 --encoding=UTF8 --locale=C --no-instructions --no-sync >/dev/null
              printf '\n# What belongs to this node alone stands beside the data folder, which base backups copy.\n%s\n' \
                "include_if_exists = '../{ContainerLayout.SettingsName}'" >> "$data/postgresql.conf"
              rm {ContainerLayout.FirstPassword}
            fi
            while [ -f {ContainerLayout.CopyMark} ]; do sleep 0.02; done
            exec "$bin/postgres" -D "$data"
            """;

    /// <summary>Makes a node's data those of another by pg_rewind, and the node its standby.</summary>
    public static string Rewind(NodeDefinition node, string upstream) =>
        FindPrograms
        + $"""
            umask 077
            set -e
            [ -x "$bin/pg_rewind" ] || exit {NoRewind}
            "$bin/pg_rewind" --progress --target-pgdata={ContainerLayout.Data} \
              --source-server="{Connection(node, upstream)} dbname={ServerConnection.Maintenance}"
            {Follow(node, upstream)}
            """;

    /// <summary>Makes a node's data, as they are, a standby of another, without what a copy brought of that one's own.</summary>
    public static string Follow(NodeDefinition node, string upstream) =>
        $"""
            umask 077
            set -e
            sed -i -E '/^ *({string.Join(
                '|',
                FollowerSettings.Names
            )}) *=/d' {ContainerLayout.Data}/postgresql.auto.conf
            printf '%s\n' "primary_conninfo = '{Connection(
                node,
                upstream
            )}'" "primary_slot_name = '{node.Name}'" >> {ContainerLayout.Data}/postgresql.auto.conf
            : > {ContainerLayout.Data}/standby.signal
            """;

    /// <summary>
    /// Copies a leader with pg_basebackup, with the follower's slot and -R, as soon as it is told to, over what lies there.
    /// </summary>
    public static string BaseBackup(NodeDefinition node, string upstream) =>
        FindPrograms
        + $"""
            umask 077
            set -e
            while [ ! -f {ContainerLayout.CopyOrder} ]; do sleep 0.02; done
            rm -rf {ContainerLayout.Data}
            "$bin/pg_basebackup" --dbname="{Connection(
                node,
                upstream
            )}" --no-password --pgdata={ContainerLayout.Data} \
              --slot={node.Name} --write-recovery-conf --checkpoint=fast --wal-method=stream --no-sync
            rm {ContainerLayout.CopyOrder} {ContainerLayout.CopyMark}
            """;

    /// <summary>How a node reaches its upstream; the password stands in a file of its own.</summary>
    public static string Connection(NodeDefinition node, string upstream) =>
        $"host={upstream} port={ContainerLayout.Port} user={PairDatabases.Replicator} "
        + $"passfile={ContainerLayout.Passwords} application_name={node.Name} sslmode=disable gssencmode=disable";
}

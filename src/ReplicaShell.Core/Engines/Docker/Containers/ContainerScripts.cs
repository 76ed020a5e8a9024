using ReplicaShell.Engines.Local.Postgres;
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

    // Runs it with the password that lies beside the data folder.
    private const string InitDb = $"""
        "$bin/initdb" --pgdata="$data" --username={PairDatabases.Superuser} --pwfile={ContainerLayout.FirstPassword} \
            --auth=scram-sha-256 --encoding=UTF8 --locale=C --no-instructions --no-sync >/dev/null
          printf '\n# What belongs to this node alone stands beside the data folder, which base backups copy.\n%s\n' \
            "include_if_exists = '../{ContainerLayout.SettingsName}'" >> "$data/postgresql.conf"
        """;

    /// <summary>
    /// Runs initdb where it is due, or copies what one wrote, waits for a base backup that is due, then becomes the server,
    /// which so gets the container's signals.
    /// </summary>
    public const string Server =
        FindPrograms
        + $"""
            set -e
            umask 077
            data={ContainerLayout.Data}
            if [ -f {ContainerLayout.FirstPassword} ]; then
              {InitDb}
              rm {ContainerLayout.FirstPassword}
            fi
            if [ -f {ContainerLayout.FromTemplate} ]; then
              cp -a {ContainerLayout.TemplateData} "$data"
              rm {ContainerLayout.FromTemplate}
            fi
            while [ -f {ContainerLayout.CopyMark} ]; do sleep 0.02; done
            exec "$bin/postgres" -D "$data"
            """;

    /// <summary>
    /// Runs initdb for pairs to come, when nobody else wants the processor. It is all on disk before the last line says that
    /// it is complete.
    /// </summary>
    public static string Template { get; } =
        FindPrograms
        + $"""
            set -e
            umask 077
            data={ContainerLayout.Data}
            # Another shell was faster, and pairs may be copying it.
            [ ! -f {ContainerLayout.Node}/{ContainerLayout.TemplatePasswordName} ] || exit 0
            rm -rf "$data"
            nice -n 19 {InitDb}
            cd "$data/{BlankSegments.Folder}"
            for segment in {string.Join(' ', BlankSegments.Names)}; do
              head -c {BlankSegments.Length} /dev/zero > $segment
            done
            nice -n 19 "$bin/initdb" --pgdata="$data" --sync-only >/dev/null
            mv {ContainerLayout.FirstPassword} {ContainerLayout.Node}/{ContainerLayout.TemplatePasswordName}
            """;

    /// <summary>Makes a node's data those of another by pg_rewind, and the node its standby.</summary>
    public static string Rewind(NodeDefinition node, string upstream) =>
        FindPrograms
        + $"""
            umask 077
            set -e
            [ -x "$bin/pg_rewind" ] || exit {NoRewind}
            "$bin/pg_rewind" --progress --target-pgdata={ContainerLayout.Data} \
              --source-server="{Connection(node, upstream)} dbname={PairDatabases.Application}"
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
            blank={ContainerLayout.Node}/blank
            head -c {BlankSegments.Length} /dev/zero > $blank
            while [ ! -f {ContainerLayout.CopyOrder} ]; do sleep 0.02; done
            rm -rf {ContainerLayout.Data}
            "$bin/pg_basebackup" --dbname="{Connection(
                node,
                upstream
            )}" --no-password --pgdata={ContainerLayout.Data} \
              --slot={node.Name} --write-recovery-conf --checkpoint=fast --wal-method=stream --no-sync
            cd {ContainerLayout.Data}/{BlankSegments.Folder}
            [ ! -e {BlankSegments.Names[0]} ] || [ -e {BlankSegments.Names[1]} ] || mv $blank {BlankSegments.Names[1]}
            rm -f $blank
            rm {ContainerLayout.CopyOrder} {ContainerLayout.CopyMark}
            """;

    /// <summary>How a node reaches its upstream; the password stands in a file of its own.</summary>
    public static string Connection(NodeDefinition node, string upstream) =>
        $"host={upstream} port={ContainerLayout.Port} user={PairDatabases.Replicator} "
        + $"passfile={ContainerLayout.Passwords} application_name={node.Name} sslmode=disable gssencmode=disable";
}

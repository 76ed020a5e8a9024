using System.Text;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>The text of a node's own settings and of its client authentication.</summary>
internal static class NodeSettings
{
    /// <summary>The settings of one node.</summary>
    public static string For(PairDefinition pair, NodeDefinition node, NodeLayout layout)
    {
        var settings = new Dictionary<string, string>
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = node.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = string.Empty,
            ["hba_file"] = layout.Authentication,
            // The name by which synchronous_standby_names and pg_stat_replication know this node.
            ["cluster_name"] = node.Name,
            ["wal_level"] = "replica",
            ["max_wal_senders"] = "24",
            ["max_replication_slots"] = "24",
            ["password_encryption"] = "scram-sha-256",
            // pg_rewind needs it, and it cannot be had afterwards.
            ["wal_log_hints"] = "on",
            // Covers the time between a promotion and the moment at which the others have their slots on the new leader.
            ["wal_keep_size"] = "64MB",
            // A cut is noticed in seconds: the defaults of a minute would make every experiment wait.
            ["wal_sender_timeout"] = "5s",
            ["wal_receiver_timeout"] = "5s",
            ["wal_receiver_status_interval"] = "1s",
            // A promotion waits for the end of this pause every second time; the default is 5 s.
            ["wal_retrieve_retry_interval"] = "100ms",
            // Shared memory as files of the data folder: what a crash leaves behind goes away with the folder.
            ["dynamic_shared_memory_type"] = OperatingSystem.IsWindows() ? "windows" : "mmap",
            ["shared_buffers"] = "32MB",
            ["logging_collector"] = "off",
            ["log_line_prefix"] = "%m [%p] %q%a ",
            ["lc_messages"] = "C",
        };
        if (OperatingSystem.IsLinux())
        {
            // A server that starts on a base backup, or after a crash, first flushes its whole data folder. One call for
            // the file system is as durable as one for each of a thousand files, and takes a fraction of the time.
            settings["recovery_init_sync_method"] = "syncfs";
        }

        foreach (var (name, value) in pair.Settings)
        {
            settings[name] = value;
        }

        var text = new StringBuilder();
        foreach (var (name, value) in settings)
        {
            text.Append(name).Append(" = ").AppendLine(Quote(value));
        }

        return text.ToString();
    }

    /// <summary>Who may connect: from this machine alone, with a password, never with trust.</summary>
    public static string Authentication() =>
        """
            # type  database     user        address        method
            host    all          all         127.0.0.1/32   scram-sha-256
            host    replication  replicator  127.0.0.1/32   scram-sha-256

            """;

    /// <summary>What is added to the postgresql.conf that initdb wrote; a copy of the folder reads its own node's file.</summary>
    public static string Include() =>
        $"{Environment.NewLine}# What belongs to this node alone stands beside the data folder, which base backups copy."
        + $"{Environment.NewLine}include_if_exists = {Quote(NodeLayout.SettingsFromData)}{Environment.NewLine}";

    private static string Quote(string value) =>
        $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}

using System.Text;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines;

/// <summary>The settings that every node has, whatever it runs in, and their text.</summary>
internal static class ServerSettings
{
    /// <summary>The text of a client authentication file that lets nobody in, followers included.</summary>
    public const string NobodyMayConnect =
        "# Fenced: Unblock-ReplicaNode or Repair-ReplicaNode lets clients in again.\n"
        + "# type  database     user  address  method\n"
        + "host    all          all   all      reject\n"
        + "host    replication  all   all      reject\n";

    /// <summary>What a node of a pair needs; an engine adds its own.</summary>
    public static Dictionary<string, string> Common(NodeDefinition node) =>
        new()
        {
            ["unix_socket_directories"] = string.Empty,
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
            ["shared_buffers"] = "32MB",
            ["logging_collector"] = "off",
            ["log_line_prefix"] = "%m [%p] %q%a ",
            ["lc_messages"] = "C",
        };

    /// <summary>
    /// A server that starts on a base backup, or after a crash, first flushes its whole data folder. One call for the file
    /// system is as durable as one for each of a thousand files, and takes a fraction of the time; only Linux has it.
    /// </summary>
    public static KeyValuePair<string, string> FlushAtOnce { get; } = new("recovery_init_sync_method", "syncfs");

    /// <summary>The text of a node's settings; what the user asked for comes last, and so counts.</summary>
    public static string Text(Dictionary<string, string> settings, PairDefinition pair)
    {
        foreach (var (name, value) in pair.Settings)
        {
            settings[name] = value;
        }

        var text = new StringBuilder();
        foreach (var (name, value) in settings)
        {
            text.Append(name).Append(" = ").Append(Quote(value)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A value as configuration files want it.</summary>
    public static string Quote(string value) =>
        $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}

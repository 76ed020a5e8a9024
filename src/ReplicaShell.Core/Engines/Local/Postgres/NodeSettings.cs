using System.Globalization;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>The text of a node's own settings and of its client authentication.</summary>
internal static class NodeSettings
{
    /// <summary>The settings of one node.</summary>
    public static string For(PairDefinition pair, NodeDefinition node, NodeLayout layout)
    {
        var settings = ServerSettings.Common(node);
        settings["listen_addresses"] = "127.0.0.1";
        settings["port"] = node.Port.ToString(CultureInfo.InvariantCulture);
        settings["hba_file"] = layout.Authentication;
        // Shared memory as files of the data folder: what a crash leaves behind goes away with the folder.
        settings["dynamic_shared_memory_type"] = OperatingSystem.IsWindows() ? "windows" : "mmap";
        if (OperatingSystem.IsLinux())
        {
            settings.Add(ServerSettings.FlushAtOnce.Key, ServerSettings.FlushAtOnce.Value);
        }

        return ServerSettings.Text(settings, pair);
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
        + $"{Environment.NewLine}include_if_exists = {ServerSettings.Quote(NodeLayout.SettingsFromData)}{Environment.NewLine}";
}

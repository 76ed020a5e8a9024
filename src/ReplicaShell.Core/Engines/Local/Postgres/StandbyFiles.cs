using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>What makes a copy of a leader's data a standby, as pg_basebackup -R writes it.</summary>
internal static class StandbyFiles
{
    public const string Signal = "standby.signal";

    /// <summary>libpq's options for the way to the upstream. The password stands in a file of the node's own.</summary>
    public static IReadOnlyDictionary<string, string> Connection(
        NodeLayout layout,
        NodeDefinition node,
        Endpoint upstream
    ) =>
        new Dictionary<string, string>
        {
            ["user"] = PairDatabases.Replicator,
            ["passfile"] = layout.Passwords,
            ["host"] = upstream.Host,
            ["port"] = upstream.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["application_name"] = node.Name,
            ["sslmode"] = "disable",
            ["gssencmode"] = "disable",
        };

    /// <summary>The same options as a text for primary_conninfo.</summary>
    public static string ConnectionText(NodeLayout layout, NodeDefinition node, Endpoint upstream) =>
        string.Join(
            ' ',
            Connection(layout, node, upstream)
                .Select(option => $"{option.Key}='{option.Value.Replace("\\", "\\\\", StringComparison.Ordinal)}'")
        );

    /// <summary>Does by hand what -R does. What a copy brought of another node's way to its upstream is removed.</summary>
    public static void Write(NodeLayout layout, NodeDefinition node, Endpoint upstream)
    {
        PrivateFiles.WriteForServer(Path.Combine(layout.Data, Signal), string.Empty);
        var automatic = Path.Combine(layout.Data, "postgresql.auto.conf");
        var text = File.Exists(automatic) ? File.ReadAllText(automatic) : string.Empty;
        PrivateFiles.WriteForServer(
            automatic,
            FollowerSettings.Without(text)
                + $"primary_conninfo = '{ConnectionText(layout, node, upstream).Replace("'", "''", StringComparison.Ordinal)}'\n"
                + $"primary_slot_name = '{node.Name}'\n"
        );
    }
}

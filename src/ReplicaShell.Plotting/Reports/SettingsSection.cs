using ReplicaShell.Topology;

namespace ReplicaShell.Plotting.Reports;

/// <summary>What is kept about the pair: how it was made, and how it is set. Nothing of it is secret.</summary>
internal static class SettingsSection
{
    /// <summary>Settings of PostgreSQL whose values hold passwords, or may.</summary>
    private static readonly string[] Secret = ["password", "passphrase", "conninfo", "passfile", "secret", "token"];

    public static Section Of(PairDefinition pair) =>
        new(
            $"Settings of {pair.Name}, as they are now",
            Table.Facts([
                ("Engine", pair.Engine.ToString()),
                ("Nodes", string.Join(", ", pair.Nodes.Select(node => Describe(pair, node)))),
                ("Mode", pair.Mode + (pair.Quorum > 0 ? FormattableString.Invariant($" ({pair.Quorum})") : "")),
                ("Commit level", pair.Commit.ToString()),
                ("PostgreSQL", pair.PostgresVersion),
                .. pair
                    .Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal)
                    .Select(setting => (setting.Key, Shown(setting.Key, setting.Value))),
            ])
        );

    private static string Describe(PairDefinition pair, NodeDefinition node) =>
        node.Name
        + (
            node.Name == pair.Leader ? " (leader)"
            : node.Fenced ? " (fenced)"
            : ""
        );

    private static string Shown(string name, string value) =>
        Secret.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase)) ? "(not shown)" : value;
}

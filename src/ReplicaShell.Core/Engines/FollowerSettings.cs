using System.Text.RegularExpressions;

namespace ReplicaShell.Engines;

/// <summary>
/// The settings within a data folder that belong to one node alone, such as its way to its upstream. Base backups and pg_rewind copy the source's
/// postgresql.auto.conf, and a source that was a follower itself has its own in it.
/// </summary>
internal static partial class FollowerSettings
{
    /// <summary>What they are called.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "primary_conninfo",
        "primary_slot_name",
        "recovery_min_apply_delay",
        "default_transaction_read_only",
    ];

    /// <summary>The text of a configuration file without them, ending with a line break unless it is empty.</summary>
    public static string Without(string text)
    {
        var lines = text.Split('\n').Where(line => line.Length > 0 && !Theirs().IsMatch(line));
        return string.Concat(lines.Select(line => line + "\n"));
    }

    // As alter system and pg_basebackup write them.
    [GeneratedRegex(
        @"^\s*(primary_conninfo|primary_slot_name|recovery_min_apply_delay|default_transaction_read_only)\s*="
    )]
    private static partial Regex Theirs();
}

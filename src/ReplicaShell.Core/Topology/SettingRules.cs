using System.Text.RegularExpressions;
using ReplicaShell.Errors;

namespace ReplicaShell.Topology;

/// <summary>Which server settings a user may give to a pair.</summary>
internal static partial class SettingRules
{
    /// <summary>What ReplicaShell itself must decide, or a pair would not be found, be safe, or replicate.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "listen_addresses",
        "port",
        "unix_socket_directories",
        "hba_file",
        "ident_file",
        "config_file",
        "data_directory",
        "external_pid_file",
        "cluster_name",
        "primary_conninfo",
        "primary_slot_name",
        "synchronous_standby_names",
        "password_encryption",
        "dynamic_shared_memory_type",
        // No settings: they would read files of somebody else's.
        "include",
        "include_if_exists",
        "include_dir",
    };

    /// <summary>Returns the settings when all of them may be given.</summary>
    /// <exception cref="ReplicaException"><c>InvalidSetting</c>.</exception>
    public static IReadOnlyDictionary<string, string> Check(IReadOnlyDictionary<string, string> settings)
    {
        foreach (var (name, value) in settings)
        {
            if (!Name().IsMatch(name))
            {
                throw PairErrors.InvalidSetting(name, "it is no name of a server setting.");
            }

            if (Reserved.Contains(name))
            {
                throw PairErrors.InvalidSetting(name, "ReplicaShell sets it itself. Leave it out.");
            }

            if (value.Any(char.IsControl) || value.Contains('\\', StringComparison.Ordinal))
            {
                throw PairErrors.InvalidSetting(name, "its value has a control character or a backslash.");
            }
        }

        return settings;
    }

    [GeneratedRegex(@"\A[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z_][a-zA-Z0-9_]*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}

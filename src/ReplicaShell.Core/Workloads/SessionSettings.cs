using Npgsql;

namespace ReplicaShell.Workloads;

/// <summary>What a connection string says of the session's own settings, as the server takes them at its start.</summary>
internal static class SessionSettings
{
    public static IEnumerable<KeyValuePair<string, string>> Of(NpgsqlConnectionStringBuilder settings)
    {
        yield return new("client_encoding", "UTF8");
        (string Name, string? Value)[] given =
        [
            ("application_name", settings.ApplicationName),
            ("search_path", settings.SearchPath),
            ("TimeZone", settings.Timezone),
            ("options", settings.Options),
        ];
        foreach (var (name, value) in given)
        {
            if (!string.IsNullOrEmpty(value))
            {
                yield return new(name, value);
            }
        }
    }
}

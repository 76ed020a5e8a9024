using Npgsql;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.External;

/// <summary>A connection string as the user gives it: Npgsql's keywords and values, or a postgresql:// address.</summary>
internal static class ConnectionText
{
    /// <summary>Reads it, and adds how ReplicaShell connects.</summary>
    /// <param name="text">The text; no part of it comes back in an error, since it holds a password.</param>
    /// <param name="server">What it belongs to, for errors.</param>
    /// <exception cref="ReplicaException"><c>InvalidConnectionString</c>.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text, string server)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = IsAddress(text) ? OfAddress(new Uri(text)) : new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            // The cause may quote a piece of the password.
            throw ExternalErrors.InvalidConnectionString(server, "it is not well-formed, or has an unknown keyword");
        }

        if (string.IsNullOrEmpty(settings.Host) || settings.Host.AsSpan().IndexOfAny(",/@") >= 0)
        {
            throw ExternalErrors.InvalidConnectionString(server, "it must name one host, reached by TCP");
        }

        settings.Database ??= PairDatabases.Application;
        settings.Username ??= PairDatabases.Superuser;
        settings.ApplicationName = "replicashell";
        settings.Timeout = 5;
        settings.CommandTimeout = 30;
        settings.CancellationTimeout = 500;
        settings.GssEncryptionMode = GssEncryptionMode.Disable;
        settings.IncludeErrorDetail = true;
        settings.ArrayNullabilityMode = ArrayNullabilityMode.PerInstance;
        return settings;
    }

    /// <summary>Where the server is.</summary>
    public static Endpoint Address(NpgsqlConnectionStringBuilder settings) => new(settings.Host!, settings.Port);

    private static bool IsAddress(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static NpgsqlConnectionStringBuilder OfAddress(Uri address)
    {
        var settings = new NpgsqlConnectionStringBuilder { Host = address.Host };
        if (address.Port > 0)
        {
            settings.Port = address.Port;
        }

        var login = address.UserInfo.Split(':', 2);
        settings.Username = login[0].Length == 0 ? null : Uri.UnescapeDataString(login[0]);
        settings.Password = login.Length == 1 ? null : Uri.UnescapeDataString(login[1]);
        var database = address.AbsolutePath.TrimStart('/');
        settings.Database = database.Length == 0 ? null : Uri.UnescapeDataString(database);
        foreach (var parameter in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = parameter.Split('=', 2) is [var left, var right]
                ? (left, right)
                : (parameter, string.Empty);
            // libpq's words and Npgsql's differ by hyphens alone (sslmode=verify-full).
            settings[Uri.UnescapeDataString(name)] = name.Equals("sslmode", StringComparison.OrdinalIgnoreCase)
                ? value.Replace("-", string.Empty, StringComparison.Ordinal)
                : Uri.UnescapeDataString(value);
        }

        return settings;
    }
}

using Npgsql;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Errors;

namespace ReplicaShell.Provisioning;

/// <summary>Which versions of PostgreSQL pairs are made of.</summary>
internal static class SupportedVersions
{
    /// <summary>The version of a server when it is one of them, without what packagers add to it.</summary>
    /// <param name="server">A session on the server.</param>
    /// <param name="origin">Where the server came from, for the message.</param>
    /// <exception cref="ReplicaException"><c>UnsupportedVersion</c>.</exception>
    public static string Of(NpgsqlConnection server, string? origin)
    {
        // 15.18 of "15.18 (Debian 15.18-1)".
        var version = server.PostgresParameters["server_version"].Split(' ')[0];
        return new PostgresInstallation(string.Empty, version).IsSupported
            ? version
            : throw EngineErrors.UnsupportedVersion(origin ?? "The server", version);
    }
}

using Npgsql;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines;

/// <summary>How ReplicaShell connects to a node.</summary>
internal static class ConnectionSettings
{
    public static string For(Endpoint address, PairSecrets secrets, string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port,
            Database = database,
            Username = PairDatabases.Superuser,
            Password = secrets.Superuser,
            ApplicationName = "replicashell",
            Timeout = 5,
            CommandTimeout = 30,
            // A frozen server answers no cancel request either: give up on it soon.
            CancellationTimeout = 500,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
            IncludeErrorDetail = true,
            // An array with a null in it would be an error otherwise.
            ArrayNullabilityMode = ArrayNullabilityMode.PerInstance,
        }.ConnectionString;

    /// <summary>
    /// Connections for statements of our own, with the types that every server has: before its first use the driver would
    /// read the catalogue of types, which takes longer than such a session.
    /// </summary>
    public static NpgsqlDataSource Plain(string settings) =>
        new NpgsqlSlimDataSourceBuilder(settings)
            .EnableArrays()
            .ConfigureTypeLoading(types => types.EnableTypeLoading(false))
            .Build();
}

using Npgsql;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines;

/// <summary>A single connection that no pool keeps.</summary>
internal static class ServerConnection
{
    /// <summary>The database that every server has.</summary>
    public const string Maintenance = "postgres";

    /// <summary>Connects as the superuser.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(
        Endpoint address,
        PairSecrets secrets,
        CancellationToken cancellationToken,
        string database = Maintenance
    )
    {
        var connection = new NpgsqlConnection(ConnectionSettings.For(address, secrets, database) + ";Pooling=false");
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}

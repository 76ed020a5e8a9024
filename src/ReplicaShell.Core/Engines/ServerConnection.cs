using Npgsql;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines;

/// <summary>A single connection for statements of our own, which no pool keeps.</summary>
internal static class ServerConnection
{
    /// <summary>Connects as the superuser.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(
        Endpoint address,
        PairSecrets secrets,
        CancellationToken cancellationToken,
        string database = PairDatabases.Application
    )
    {
        // Without a pool a source keeps nothing that would have to be given back.
        var source = ConnectionSettings.Plain(ConnectionSettings.For(address, secrets, database) + ";Pooling=false");
        return await source.OpenConnectionAsync(cancellationToken);
    }
}

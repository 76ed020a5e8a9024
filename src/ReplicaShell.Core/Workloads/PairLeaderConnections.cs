using Npgsql;
using ReplicaShell.Pairs;

namespace ReplicaShell.Workloads;

/// <summary>Connections to the leader of an open pair, which failovers move.</summary>
/// <param name="pair">The pair; it must stay open as long as the workload.</param>
public sealed class PairLeaderConnections(Pair pair) : ILeaderConnections
{
    /// <inheritdoc/>
    public string Pair => pair.Name;

    /// <inheritdoc/>
    public LeaderAddress FindLeader()
    {
        var leader = pair.Leader;
        return new LeaderAddress(leader.Name, pair.ConnectionString(leader));
    }

    /// <inheritdoc/>
    public async ValueTask<LeaderConnection> OpenLeaderAsync(CancellationToken cancellationToken)
    {
        var leader = pair.Leader;
        // A session of its own, that no pool keeps: one from before a failover must not come back.
        var connection = new NpgsqlConnection(pair.ConnectionString(leader) + ";Pooling=false");
        try
        {
            await connection.OpenAsync(cancellationToken);
            return new LeaderConnection(leader.Name, connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken) =>
        await pair.RefreshAsync(cancellationToken);
}

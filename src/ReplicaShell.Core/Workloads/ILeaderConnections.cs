using ReplicaShell.Errors;

namespace ReplicaShell.Workloads;

/// <summary>What a workload needs of a pair: connections to whoever leads it.</summary>
public interface ILeaderConnections
{
    /// <summary>The name of the pair.</summary>
    string Pair { get; }

    /// <summary>The node that leads, as far as is known. Clients make sessions of their own to it.</summary>
    /// <exception cref="ReplicaException"><c>NoLeader</c>.</exception>
    LeaderAddress FindLeader();

    /// <summary>An open connection to the node that leads, as far as is known; the caller closes it.</summary>
    /// <exception cref="ReplicaException"><c>NoLeader</c>.</exception>
    /// <exception cref="System.Data.Common.DbException">The leader cannot be reached or refuses.</exception>
    ValueTask<LeaderConnection> OpenLeaderAsync(CancellationToken cancellationToken);

    /// <summary>Finds out again who leads: a failover may have changed it.</summary>
    /// <exception cref="ReplicaException">The pair does not exist any more: the workload ends with this error.</exception>
    ValueTask RefreshAsync(CancellationToken cancellationToken);
}

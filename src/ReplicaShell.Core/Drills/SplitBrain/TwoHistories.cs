using ReplicaShell.Failover;
using ReplicaShell.Failover.Rejoin;
using ReplicaShell.Pairs;
using ReplicaShell.Replication.Divergence;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Drills.SplitBrain;

/// <summary>Reads what two nodes that both led have, and where their histories part.</summary>
internal static class TwoHistories
{
    private const string Position = """
        select case when pg_is_in_recovery() then greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())
            else pg_current_wal_flush_lsn() end::text
        """;

    /// <summary>Asks both. An old leader that is fenced runs as a standby for that, which takes no writes.</summary>
    public static async Task<(RowDifferences Rows, Lsn? OldEnd, Lsn? NewEnd, Lsn? Fork)> ReadAsync(
        Pair pair,
        NodeDefinition old,
        FailoverResult failover,
        CancellationToken cancellationToken
    )
    {
        var node = pair.Node(old.Name);
        if (node.Fenced)
        {
            await OldServer.RunAsStandbyAsync(pair, node, cancellationToken);
            await StandbyPosition.ReadAsync(pair, node, cancellationToken);
        }

        var rows = await OldServer.CompareAsync(pair, node, cancellationToken);
        await using var leader = await pair.ConnectAsync(pair.Leader, cancellationToken);
        var history = await TimelineHistory.ReadAsync(leader, cancellationToken);
        return (
            rows,
            await EndAsync(pair, node, cancellationToken),
            await EndAsync(pair, pair.Leader, cancellationToken),
            history.EndOf(failover.OldTimeline)
        );
    }

    private static async Task<Lsn?> EndAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        await using var server = await pair.ConnectAsync(node, cancellationToken);
        return await server.ScalarAsync(Position, cancellationToken) is string end ? Lsn.Parse(end) : null;
    }
}

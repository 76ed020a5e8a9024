using Npgsql;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Replication;

/// <summary>The slots of a pair, wherever they are.</summary>
public static class SlotList
{
    /// <summary>Reads the slots of one node, or of every node that answers.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="node">The node's name; null for all.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="ReplicaException">
    /// <c>NodeNotFound</c>; <c>NodeUnreachable</c>: the one that was named, or the leader, and no other has slots.
    /// </exception>
    public static async Task<IReadOnlyList<ReplicationSlot>> ReadAsync(
        Pair pair,
        string? node,
        CancellationToken cancellationToken
    )
    {
        var slots = new List<ReplicationSlot>();
        ReplicaException? silence = null;
        foreach (var asked in node is null ? pair.Definition.Nodes : [pair.Node(node)])
        {
            try
            {
                slots.AddRange(
                    await ReplicationSlotReader.ReadAsync(
                        pair.DataSource(asked),
                        pair.Name,
                        asked.Name,
                        cancellationToken
                    )
                );
            }
            catch (NpgsqlException e)
            {
                if (asked.Name == (node ?? pair.Definition.Leader))
                {
                    silence = NodeErrors.NodeUnreachable(pair.Definition, asked, e);
                }
            }
        }

        // An empty answer would say that there are none, which nobody knows.
        return slots.Count == 0 && silence is not null ? throw silence : slots;
    }
}

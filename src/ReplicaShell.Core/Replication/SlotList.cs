using System.Diagnostics;
using System.Runtime.CompilerServices;
using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Replication;

/// <summary>The slots of a pair, wherever they are.</summary>
public static class SlotList
{
    /// <summary>A server that takes longer has not answered at this moment: a frozen one never does.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

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
        IReadOnlyList<NodeDefinition> asked = node is null ? pair.Definition.Nodes : [pair.Node(node)];
        var answers = await Task.WhenAll(asked.Select(one => AskAsync(pair, one, cancellationToken)));
        List<ReplicationSlot> slots = [.. answers.SelectMany(answer => answer.Slots)];
        var silence = answers.FirstOrDefault(answer =>
            answer.Failure is not null && answer.Node.Name == (node is null ? pair.Definition.Leader : asked[0].Name)
        );

        // An empty answer would say that there are none, which nobody knows.
        return slots.Count == 0 && silence is { Failure: { } failure }
            ? throw NodeErrors.NodeUnreachable(pair.Definition, silence.Node, failure)
            : slots;
    }

    /// <summary>
    /// Looks at regular moments. From the second on a moment at which nobody answers gives no rows, since a server that is
    /// down is a part of what is watched.
    /// </summary>
    /// <exception cref="ReplicaException">As for one reading, at the first moment.</exception>
    public static async IAsyncEnumerable<ReplicationSlot> StreamAsync(
        Pair pair,
        string? node,
        SlotOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var started = Stopwatch.GetTimestamp();
        for (var taken = 0; options.Count is not { } count || taken < count; taken++)
        {
            if (taken > 0)
            {
                var early = options.Interval * taken - Stopwatch.GetElapsedTime(started);
                await Task.Delay(early > TimeSpan.Zero ? early : TimeSpan.Zero, cancellationToken);
                await pair.RefreshAsync(cancellationToken);
            }

            foreach (var slot in await MomentAsync(pair, node, isFirst: taken == 0, cancellationToken))
            {
                yield return slot;
            }
        }
    }

    private static async Task<IReadOnlyList<ReplicationSlot>> MomentAsync(
        Pair pair,
        string? node,
        bool isFirst,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await ReadAsync(pair, node, cancellationToken);
        }
        catch (ReplicaException e) when (!isFirst && e.ErrorId == nameof(NodeErrors.NodeUnreachable))
        {
            return [];
        }
    }

    private static async Task<Answer> AskAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        var asking = ReplicationSlotReader.ReadAsync(pair.DataSource(node), pair.Name, node.Name, cancellationToken);
        try
        {
            return new Answer(node, await asking.WaitAsync(Patience, cancellationToken), null);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            Abandoned.Observe(asking);
            return new Answer(node, [], e);
        }
    }

    private sealed record Answer(NodeDefinition Node, IReadOnlyList<ReplicationSlot> Slots, Exception? Failure);
}

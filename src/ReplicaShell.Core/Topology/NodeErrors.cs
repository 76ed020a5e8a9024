using ReplicaShell.Errors;
using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Topology;

/// <summary>What can be wrong with one node. A method's name is the ErrorId.</summary>
internal static class NodeErrors
{
    public static ReplicaException NodeNotFound(PairDefinition pair, string node) =>
        new(
            nameof(NodeNotFound),
            ObjectNotFound,
            $"The pair '{pair.Name}' has no node '{node}'. It has {string.Join(", ", pair.Nodes.Select(n => n.Name))}."
        )
        {
            Target = $"{pair.Name}/{node}",
        };

    public static ReplicaException InvalidPriority(int priority) =>
        new(
            nameof(InvalidPriority),
            InvalidArgument,
            $"{priority} is no priority. Give 1 to {NodeDefinition.HighestPriority}, the higher before the lower, or 0 for a node "
                + "that no election may choose."
        );

    public static ReplicaException NoLeader(PairDefinition pair) =>
        new(
            nameof(NoLeader),
            InvalidOperation,
            $"The pair '{pair.Name}' has no leader. Invoke-ReplicaFailover {pair.Name} promotes a follower."
        )
        {
            Target = pair.Name,
        };

    public static ReplicaException NoFollower(PairDefinition pair) =>
        new(
            nameof(NoFollower),
            InvalidOperation,
            $"The pair '{pair.Name}' has no follower for this. Add-ReplicaFollower {pair.Name} makes one."
        )
        {
            Target = pair.Name,
        };

    public static ReplicaException NodeUnreachable(PairDefinition pair, NodeDefinition node, Exception? cause = null) =>
        new(
            nameof(NodeUnreachable),
            ResourceUnavailable,
            $"{node.Name} of '{pair.Name}' does not answer on port {node.Port}"
                + (cause is null ? string.Empty : $" ({cause.Message.TrimEnd('.')})")
                + $". Get-ReplicaNode {pair.Name} shows its state; Start-ReplicaNode {pair.Name} {node.Name} starts it, "
                + $"Resume-ReplicaNode {pair.Name} {node.Name} thaws it.",
            cause
        )
        {
            Target = $"{pair.Name}/{node.Name}",
        };

    public static ReplicaException NodeFenced(PairDefinition pair, NodeDefinition node) =>
        new(
            nameof(NodeFenced),
            InvalidOperation,
            $"{node.Name} of '{pair.Name}' is fenced: "
                + (
                    node.Detached
                        ? "it led before a failover, and started as it is, it would be a second leader. "
                        : "it was taken out on purpose, or a repair of it was broken off. "
                            + $"Unblock-ReplicaNode {pair.Name} {node.Name} lets it back in as it is. "
                )
                + $"Repair-ReplicaNode {pair.Name} {node.Name} makes it a follower again; "
                + $"Add-ReplicaFollower {pair.Name} makes a new one."
        )
        {
            Target = $"{pair.Name}/{node.Name}",
        };

    public static ReplicaException NodeLost(PairDefinition pair, NodeDefinition node) =>
        new(
            nameof(NodeLost),
            InvalidOperation,
            $"{node.Name} of '{pair.Name}' has lost its data: there is nothing to start. "
                + $"Repair-ReplicaNode {pair.Name} {node.Name} copies them anew; "
                + $"Add-ReplicaFollower {pair.Name} makes a new node."
        )
        {
            Target = $"{pair.Name}/{node.Name}",
        };

    public static ReplicaException WalMissing(PairDefinition pair, NodeDefinition node) =>
        new(
            nameof(WalMissing),
            InvalidOperation,
            $"{node.Name} of '{pair.Name}' cannot catch up any more: {pair.Leader} no longer has the WAL that it needs. "
                + $"Repair-ReplicaNode {pair.Name} {node.Name} gives it a new copy."
        )
        {
            Target = $"{pair.Name}/{node.Name}",
        };

    public static ReplicaException NodeNotRunning(PairDefinition pair, NodeDefinition node, ServerStatus status) =>
        new(
            nameof(NodeNotRunning),
            InvalidOperation,
            $"{node.Name} of '{pair.Name}' is {status.ToString().ToLowerInvariant()}. "
                + $"Start-ReplicaNode {pair.Name} {node.Name} starts it."
        )
        {
            Target = $"{pair.Name}/{node.Name}",
        };

    public static ReplicaException NotAFollower(PairDefinition pair, NodeDefinition node) =>
        new(
            nameof(NotAFollower),
            InvalidOperation,
            $"{node.Name} is the leader of '{pair.Name}'; this is for followers. Name one of: "
                + string.Join(", ", pair.Nodes.Where(n => n.Name != pair.Leader).Select(n => n.Name))
                + "."
        )
        {
            Target = $"{pair.Name}/{node.Name}",
        };

    public static ReplicaException ServerStartFailed(string node, string log, Exception? cause = null) =>
        new(
            nameof(ServerStartFailed),
            ResourceUnavailable,
            $"The server of {node} did not start. Its log ends:{Environment.NewLine}{log}",
            cause
        )
        {
            Target = node,
        };

    public static ReplicaException UnsupportedFault(
        string fault,
        EngineKind engine,
        EngineKind able = EngineKind.Local
    ) =>
        new(
            nameof(UnsupportedFault),
            ReplicaErrorCategory.NotImplemented,
            $"The engine {engine} cannot do this: {fault}. A pair on -Engine {able} can."
        );
}

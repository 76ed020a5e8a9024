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
            $"{node.Name} of '{pair.Name}' was the leader before a failover and is fenced: started as it is, it would "
                + $"be a second leader. Add-ReplicaFollower {pair.Name} makes a new follower in its place."
        )
        {
            Target = $"{pair.Name}/{node.Name}",
        };

    public static ReplicaException NodeLost(PairDefinition pair, NodeDefinition node) =>
        new(
            nameof(NodeLost),
            InvalidOperation,
            $"{node.Name} of '{pair.Name}' has lost its data: there is nothing to start. "
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

    public static ReplicaException UnsupportedFault(string fault, EngineKind engine) =>
        new(
            nameof(UnsupportedFault),
            ReplicaErrorCategory.NotImplemented,
            $"The engine {engine} cannot do this: {fault}. A pair on -Engine Local can."
        );
}

using ReplicaShell.Errors;
using ReplicaShell.Topology;
using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Faults;

/// <summary>Why a fault is not injected. A method's name is the ErrorId.</summary>
internal static class FaultErrors
{
    public static ReplicaException PauseTimeout(PairDefinition pair, NodeDefinition node, TimeSpan waited) =>
        new(
            nameof(PauseTimeout),
            OperationTimeout,
            $"Replay on {node.Name} of '{pair.Name}' did not pause within {waited.TotalSeconds:0} s. It may be replaying a "
                + "long record: try again."
        )
        {
            Target = $"{pair.Name}/{node.Name}",
        };

    public static ReplicaException NotTheLeader(PairDefinition pair, NodeDefinition node) =>
        new(
            nameof(NotTheLeader),
            InvalidOperation,
            $"Witnesses watch the leader of '{pair.Name}', and {node.Name} is none. Name {pair.Leader}."
        )
        {
            Target = $"{pair.Name}/{node.Name}",
        };

    public static ReplicaException InvalidDelay() =>
        new(nameof(InvalidDelay), InvalidArgument, "A delay lies between 0 and 24 days. For example: -Delay 5s.");
}

using ReplicaShell.Errors;
using ReplicaShell.Topology;
using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Failover;

/// <summary>Why a failover does not happen. A method's name is the ErrorId.</summary>
internal static class FailoverErrors
{
    public static ReplicaException LeaderHealthy(PairDefinition pair) =>
        new(
            nameof(LeaderHealthy),
            InvalidOperation,
            $"{pair.Leader} of '{pair.Name}' leads and is in health: there is nothing to fail over. "
                + $"Invoke-LeaderCrash {pair.Name} makes it crash, if that is what you want to see."
        )
        {
            Target = $"{pair.Name}/{pair.Leader}",
        };

    public static ReplicaException NoEligibleCandidate(PairDefinition pair, string reasons, bool mayForce = false) =>
        new(
            nameof(NoEligibleCandidate),
            InvalidOperation,
            $"No follower of '{pair.Name}' can be promoted. {reasons} "
                + $"Bring one back first: Start-ReplicaNode, Resume-ReplicaNode or Connect-ReplicaNode {pair.Name} NODE"
                + (mayForce ? ", or add -Force if losing writes is what you want to see." : ".")
        )
        {
            Target = pair.Name,
        };

    public static ReplicaException CandidateBehind(PairDefinition pair, string candidate, string best, string reason) =>
        new(
            nameof(CandidateBehind),
            InvalidOperation,
            $"{candidate} is not the best candidate of '{pair.Name}': {reason} Promoting it would lose writes that {best} "
                + "has. Leave -Candidate out, or add -Force if losing them is what you want to see."
        )
        {
            Target = $"{pair.Name}/{candidate}",
        };

    public static ReplicaException FenceFailed(PairDefinition pair, string why, Exception? cause = null) =>
        new(
            nameof(FenceFailed),
            InvalidOperation,
            $"It cannot be made sure that {pair.Leader} of '{pair.Name}' takes no more writes ({why}), so nothing was "
                + "promoted: two nodes that take writes would be a split brain. End its processes by hand and try again, "
                + "or add -Force to promote all the same.",
            cause
        )
        {
            Target = $"{pair.Name}/{pair.Leader}",
        };

    /// <summary>The same where nothing is promoted anyway.</summary>
    public static ReplicaException FenceFailed(
        PairDefinition pair,
        NodeDefinition node,
        string why,
        Exception? cause = null
    ) =>
        new(
            nameof(FenceFailed),
            InvalidOperation,
            $"The fence of {node.Name} of '{pair.Name}' does not hold ({why}). "
                + $"Block-ReplicaNode {pair.Name} {node.Name} -Method Stop ends its processes.",
            cause
        )
        {
            Target = $"{pair.Name}/{node.Name}",
        };

    public static ReplicaException WouldSplitBrain(PairDefinition pair, NodeDefinition node) =>
        new(
            nameof(WouldSplitBrain),
            InvalidOperation,
            (
                node.HalfCopied
                    ? $"The data of {node.Name} of '{pair.Name}' are half a copy: a repair was broken off. "
                    : $"{node.Name} of '{pair.Name}' led before a failover, and {pair.Leader ?? "nobody"} leads now: without "
                        + "its fence two nodes would take writes. -Force does it all the same, if that is what you want to see. "
            ) + $"Repair-ReplicaNode {pair.Name} {node.Name} makes it a follower."
        )
        {
            Target = $"{pair.Name}/{node.Name}",
        };

    public static ReplicaException NoFenceNeedsForce(PairDefinition pair) =>
        new(
            nameof(NoFenceNeedsForce),
            InvalidArgument,
            "-NoFence leaves the old leader as it is; should it come back, two nodes take writes. "
                + "Add -Force if that is what you want to see."
        )
        {
            Target = pair.Name,
        };

    public static ReplicaException CandidateLost(PairDefinition pair, string node, bool hasPromoted, Exception cause) =>
        new(
            nameof(CandidateLost),
            ResourceUnavailable,
            $"The server of {node} of '{pair.Name}' ended in the middle of its promotion ({cause.Message.TrimEnd('.')}). "
                + (
                    hasPromoted
                        ? $"It leads already: Start-ReplicaNode {pair.Name} {node} brings it back."
                        : $"Start-ReplicaNode {pair.Name} {node} brings it back, then try the failover again."
                ),
            cause
        )
        {
            Target = $"{pair.Name}/{node}",
        };

    public static ReplicaException PromotionTimeout(PairDefinition pair, string node, TimeSpan waited) =>
        new(
            nameof(PromotionTimeout),
            OperationTimeout,
            $"{node} of '{pair.Name}' was told to promote and is still in recovery after {waited.TotalSeconds:0} s. "
                + "Its log says why; the failover can be tried again."
        )
        {
            Target = $"{pair.Name}/{node}",
        };
}

using ReplicaShell.Errors;
using ReplicaShell.Failover.Detection;
using ReplicaShell.Topology;
using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Failover.Switchover;

/// <summary>Why a switchover does not happen. A method's name is the ErrorId.</summary>
internal static class SwitchErrors
{
    public static ReplicaException LeaderUnhealthy(PairDefinition pair, ProbeReading reading) =>
        new(
            nameof(LeaderUnhealthy),
            InvalidOperation,
            $"{pair.Leader} of '{pair.Name}' cannot hand its role over: {reading.Finding}. "
                + $"Invoke-ReplicaFailover {pair.Name} promotes a follower without it."
        )
        {
            Target = $"{pair.Name}/{pair.Leader}",
        };

    public static ReplicaException CandidateNotStreaming(PairDefinition pair, string? candidate) =>
        new(
            nameof(CandidateNotStreaming),
            InvalidOperation,
            (
                candidate is null
                    ? $"No follower of '{pair.Name}' streams from {pair.Leader} and may lead"
                    : $"{candidate} of '{pair.Name}' does not stream from {pair.Leader}, or is far behind"
            )
                + ", so the role cannot be handed over without losing writes. "
                + $"Start-ReplicaPair {pair.Name} and Connect-ReplicaNode bring followers back."
        )
        {
            Target = candidate is null ? pair.Name : $"{pair.Name}/{candidate}",
        };

    public static ReplicaException SwitchAborted(PairDefinition pair, string candidate, string why) =>
        new(
            nameof(SwitchAborted),
            OperationTimeout,
            $"{candidate} of '{pair.Name}' was not promoted: {why}. {pair.Leader} was started again and leads; try again."
        )
        {
            Target = $"{pair.Name}/{candidate}",
        };
}

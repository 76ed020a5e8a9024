using ReplicaShell.Errors;
using ReplicaShell.Topology;
using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Drills;

/// <summary>Why an experiment does not begin. A method's name is the ErrorId.</summary>
internal static class DrillErrors
{
    public static ReplicaException InvalidDrill(string why) => new(nameof(InvalidDrill), InvalidArgument, why);

    public static ReplicaException FollowerNotStreaming(PairDefinition pair) =>
        new(
            nameof(FollowerNotStreaming),
            InvalidOperation,
            $"Not every follower of '{pair.Name}' streams, so what the drill loses would say nothing. "
                + $"Start-ReplicaPair {pair.Name} and Connect-ReplicaNode bring them back; a pair without followers gets one "
                + $"by Add-ReplicaFollower {pair.Name}."
        )
        {
            Target = pair.Name,
        };
}

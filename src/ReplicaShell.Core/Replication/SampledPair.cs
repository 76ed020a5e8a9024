namespace ReplicaShell.Replication;

/// <summary>Who leads and who follows, as it is known at one moment.</summary>
/// <param name="Name">The pair's name.</param>
/// <param name="Leader">The node that leads; null when none does.</param>
/// <param name="Followers">The nodes that ought to follow it, in the order in which their samples come.</param>
public sealed record SampledPair(string Name, SampledNode? Leader, IReadOnlyList<SampledNode> Followers);
